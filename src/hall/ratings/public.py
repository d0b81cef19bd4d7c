"""The door of ratings: rate a finished case, ask what people thought."""

from hall.ratings.actions import rate_case
from hall.ratings.queries import RatingGiven, Satisfaction, rated_among, rating_of, satisfaction_of

__all__ = ["RatingGiven", "Satisfaction", "rate_case", "rated_among", "rating_of", "satisfaction_of"]
