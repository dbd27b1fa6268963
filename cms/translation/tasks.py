"""Jobs that work for translators in the background."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cms.translation import word_index
from cms.translation.digest import letters, weekly
from cms.translation.giving import letters as giving
from cms.translation.machines import jobs, views
from cms.translation.questions import mails
from cms.translation.releases import publishing, telling


@app.task(name=views.TASK, queue=views.QUEUE, pass_context=False)
def draft_by_machine(job_id: int) -> None:
    """Drafts what is new in a page. It may be repeated: what is there already is not asked again."""
    jobs.run(job_id)


@app.periodic(cron="* * * * *", periodic_id="publish_releases")
@app.task(name="translation.publish_releases", queue="publishing", queueing_lock="publish_releases", pass_context=False)
def publish_releases(timestamp: int) -> None:
    """Lets releases go out whose time has come, and the languages that follow them. It may be repeated."""
    publishing.publish_due()


@app.task(
    name=publishing.TELL,
    queue=publishing.QUEUE,
    pass_context=False,
    retry=RetryStrategy(max_attempts=5, exponential_wait=10),
)
def tell_of_release(release_id: int) -> None:
    """Writes why a release was held up. If it is repeated, some get the mail twice."""
    telling.tell(release_id)


@app.task(
    name=mails.TASK, queue=mails.QUEUE, pass_context=False, retry=RetryStrategy(max_attempts=8, exponential_wait=4)
)
def mail_question(message_id: int, user_id: int) -> None:
    """Tells one person by mail what was asked or answered. A mail that fails is tried again, for six hours."""
    mails.send(message_id, user_id)


@app.periodic(cron="15 6-15 * * 1-5", periodic_id="begin_digests")
@app.task(name="translation.begin_digests", queue=weekly.QUEUE, queueing_lock="begin_digests", pass_context=False)
def begin_digests(timestamp: int) -> None:
    """Begins this week's mails that are not begun: on Monday morning, or when somebody is at work again after it."""
    weekly.begin()


@app.task(
    name=weekly.TASK, queue=weekly.QUEUE, pass_context=False, retry=RetryStrategy(max_attempts=8, exponential_wait=4)
)
def mail_digest(user_id: int) -> None:
    """Tells one translator what waits. A mail that fails is tried again, for six hours."""
    letters.send(user_id)


@app.task(
    name=giving.TASK, queue=giving.QUEUE, pass_context=False, retry=RetryStrategy(max_attempts=8, exponential_wait=4)
)
def mail_given(user_id: int, locale_id: int, pages: list[str], by: str) -> None:
    """Tells one person by mail which pages were given to them. A mail that fails is tried again, for six hours."""
    giving.send(user_id, locale_id, pages, by)


@app.periodic(cron="17 * * * *", periodic_id="index_search")
@app.task(name="translation.index_search", queue="search", queueing_lock="index_search", pass_context=False)
def index_search(timestamp: int) -> None:
    """Writes down the words of pages that wait for it. It may be repeated, and goes on where it was interrupted."""
    for _number in word_index.write_waiting():
        pass
