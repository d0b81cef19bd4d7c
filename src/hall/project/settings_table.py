"""Every setting of the hall, for `hall doctor` and docs/generated/settings.md. A test keeps it complete."""

from __future__ import annotations

from dataclasses import dataclass

from hall.project import environment as env


@dataclass(frozen=True)
class Setting:
    """An environment variable: its meaning, what holds when it is unset, whether production insists on it."""

    name: str
    chinese: str
    english: str
    default: str = ""
    required: bool = False
    secret: bool = False

    def is_set(self) -> bool:
        return bool(env.text(self.name))


TABLE = (
    Setting("HALL_MODE", "运行模式：demo、test、production", "demo, test or production", "demo"),
    Setting(
        "DATABASE_URL",
        "数据库地址（PostgreSQL 15 以上）",
        "the PostgreSQL (15 or newer) to use",
        "内置数据库 · the embedded server",
        required=True,
        secret=True,
    ),
    Setting("HALL_SECRET_KEY", "签名密钥", "signs sessions and tokens", "自动生成 · made once", True, True),
    Setting(
        "HALL_FIELD_KEY",
        "个人信息字段的加密密钥，丢失后数据不可恢复",
        "encrypts personal numbers; lost key, lost data",
        "自动生成 · made once",
        True,
        True,
    ),
    Setting("HALL_BASE_URL", "对外网址", "the address people use", "http://127.0.0.1:8000", required=True),
    Setting(
        "HALL_SEAL_PKCS12",
        "电子印章证书文件（PKCS#12）",
        "PKCS#12 file of the seal",
        "演示印章 · a demo seal",
        True,
    ),
    Setting(
        "HALL_SEAL_PASSWORD", "电子印章证书口令", "password of that file", "", required=True, secret=True
    ),
    Setting("HALL_SEAL_TSA_URL", "时间戳服务地址（RFC 3161）", "time-stamping authority", "无 · none"),
    Setting(
        "HALL_SEAL_TRUST",
        "另外信任的证书（PEM）：旧印章、时间戳服务",
        "PEM of further authorities: older seals, time stamps",
        "无 · none",
    ),
    Setting(
        "HALL_FONT_DIR",
        "补充字库目录，用于罕见字",
        "directory of further fonts, for rare characters",
        "无 · none",
    ),
    Setting("HALL_CITY", "城市名称", "the city's name", "亳州市"),
    Setting(
        "HALL_OPEN_LICENCE",
        "开放数据的许可（网址）",
        "licence of the open data, an address",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    Setting(
        "HALL_OPEN_CONTACT",
        "开放数据的联系方式（网址或 mailto:）",
        "whom to ask about the open data: an address or mailto:",
        "$HALL_BASE_URL/about/",
    ),
    Setting(
        "HALL_LINK_PROBE",
        "检查网址前用来判断有没有外网的网址；留空只看被查的网址",
        "tells whether there is an outside network before links are called dead; empty: only the links",
        "https://www.gov.cn/",
    ),
    Setting("HALL_DATA_DIR", "城市数据目录", "where the city's files are", "data, /var/lib/openhall/data"),
    Setting("HALL_STATE_DIR", "运行状态目录", "where the hall keeps its state", ".hall, /var/lib/openhall"),
    Setting(
        "HALL_FILES_DIR",
        "上传材料与签发文书的存放目录",
        "uploads and issued documents",
        "$HALL_STATE_DIR/files",
    ),
    Setting("HALL_STATIC_ROOT", "静态文件目录", "collected static files", "$HALL_STATE_DIR/static"),
    Setting("HALL_PORT", "端口", "port", "8000"),
    Setting("HALL_WORKERS", "网站进程数", "web processes", "2"),
    Setting(
        "HALL_ALLOWED_HOSTS",
        "可用的主机名，逗号分隔",
        "host names, by comma",
        "HALL_BASE_URL 的主机 · its host",
    ),
    Setting("HALL_TRUSTED_ORIGINS", "可信来源（CSRF），逗号分隔", "trusted origins, by comma", "无 · none"),
    Setting("HALL_HTTPS", "Cookie 只经 HTTPS 发送", "cookies over HTTPS only", "生产为 1 · 1 in production"),
    Setting("HALL_SSL_REDIRECT", "把 HTTP 转到 HTTPS", "redirect HTTP to HTTPS", "0"),
    Setting(
        "HALL_BEHIND_PROXY", "信任反向代理的 X-Forwarded-Proto", "trust the proxy's X-Forwarded-Proto", "0"
    ),
    Setting("HALL_HSTS_SECONDS", "HSTS 时长（秒）", "HSTS, seconds", "生产为一年 · a year in production"),
    Setting(
        "HALL_METRICS_ALLOW", "可读 /metrics 的网段", "networks that may read /metrics", "127.0.0.0/8,::1/128"
    ),
    Setting("HALL_DB_CONN_MAX_AGE", "数据库连接保持秒数", "seconds a connection is kept", "600"),
    Setting(
        "HALL_DB_PREPARED",
        "是否使用预备语句（PgBouncer 1.21 以下须关闭）",
        "prepare the statements of every deed; turn off behind PgBouncer before 1.21",
        "1",
    ),
    Setting(
        "HALL_PUBLIC_PAGES_MB",
        "每个网站进程在内存里存放公开页面的上限（MB）",
        "memory for public pages ready to be handed out, MB a process",
        "64",
    ),
    Setting("HALL_UPLOAD_LIMIT_MB", "单个上传文件上限（MB）", "largest upload, MB", "20"),
    Setting("HALL_CLAMD", "病毒扫描服务地址（clamd）", "address of clamd", "演示扫描 · demo scanner"),
    Setting("HALL_DRAFT_DAYS", "草稿保留天数", "days a draft is kept", "90"),
    Setting("HALL_DRAFT_NOTICE_DAYS", "草稿到期前几天提醒", "days of notice before a draft goes", "7"),
    Setting("HALL_SEARCH_NOTES_DAYS", "检索记录保留天数", "days that notes of searches are kept", "90"),
    Setting("HALL_LOG_LEVEL", "日志级别", "log level", "INFO"),
    Setting("HALL_DEBUG", "调试页面（生产中无效）", "debug pages, never in production", "0"),
    Setting("HALL_SUPPLEMENT_REPLY_DAYS", "补正期限（日）", "days to answer a request for supplements", "15"),
    Setting("HALL_DECIDER_MAY_REVIEW", "审批决定人可否兼任审查", "may a decider also review", "0"),
)


def document() -> str:
    """docs/generated/settings.md."""
    lines = [
        "# 设置 · Settings",
        "",
        "全部来自环境变量。标 ★ 的在生产模式下必须设置，否则拒绝启动。",
        "All come from the environment. Production refuses to start without those marked ★.",
        "",
        "| | 变量 · Variable | 含义 · Meaning | 未设置时 · When unset |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_row, TABLE)]) + "\n"


def _row(setting: Setting) -> str:
    star = "★" if setting.required else ""
    return f"| {star} | `{setting.name}` | {setting.chinese} · {setting.english} | {setting.default} |"
