from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """The user model: Django's, but our own class from the start, so that it can grow without a change of table."""
