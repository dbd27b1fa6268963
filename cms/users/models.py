from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """The user model: Django's, but a class of our own from the start, so that it can grow without a change of table.
    """
