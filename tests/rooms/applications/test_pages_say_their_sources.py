"""What the city already holds is filled in and says from where, on the very page where it is asked."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_a_prefilled_answer_says_from_where_on_its_own_page(city):
    draft = city.start()
    page = (
        city.client()
        .get(f"/my/applications/{draft.pk}/form/1/", headers={"accept-language": "zh-CN"})
        .content.decode()
    )
    name = page[page.index('for="id_name"') : page.index('id="id_name"')]
    assert "已由公安局填入" in name
    assert "2026-10-01" in name


def test_what_was_not_fetched_names_no_source(city):
    """Without her consent only her verified account is used: her address is hers to write."""
    draft = city.start(with_held_data=False)
    page = city.client().get(f"/my/applications/{draft.pk}/form/1/").content.decode()
    assert 'class="source"' not in page[page.index('for="id_address"') : page.index('id="id_address"')]
