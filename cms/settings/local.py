"""What `dev` and `test` have in common: values that production must be given are made up for one machine."""

import os
import secrets
from pathlib import Path

from cms.dev.postgres import ensure_server


def secret_key(data_dir: Path) -> str:
    """Returns the secret key of this data directory.

    The key is kept there, so that sessions survive a restart and no key is in the repository.
    """
    file = data_dir / "secret-key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii")


def prepare(postgres_directory: str, *, durable: bool) -> None:
    """Fills in the environment that `base` reads. Variables that are set already stay."""
    root = Path(__file__).resolve().parent.parent.parent
    data_dir = Path(os.environ.get("DATA_DIR") or root / ".data").resolve()
    port = os.environ.get("PORT") or "8000"
    os.environ.setdefault("DATA_DIR", str(data_dir))
    os.environ.setdefault("SECRET_KEY", secret_key(data_dir))
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("FRONTEND_BASE_URL", os.environ["BASE_URL"])
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = ensure_server(data_dir / postgres_directory, durable=durable)
