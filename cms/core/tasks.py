"""Takes up again the jobs whose worker has died."""

import logging

from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

logger = logging.getLogger(__name__)

# A worker reports every ten seconds that it is alive.
SECONDS_OF_SILENCE = 30
# A job whose workers have died so often is likely to be the cause itself, and is given up.
MOST_ATTEMPTS = 5


@app.periodic(cron="* * * * *", periodic_id="take_up_stalled")
@app.task(name="core.take_up_stalled", queue="upkeep", queueing_lock="take_up_stalled", pass_context=False)
async def take_up_stalled(timestamp: int) -> int:
    """Lets another worker begin anew the jobs that a dead one has left, and returns their number.

    Tasks must therefore be safe to repeat.
    """
    taken_up = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_OF_SILENCE):
        taken_up += await _take_up(job)
    return taken_up


async def _take_up(job: Job) -> bool:
    if job.attempts + 1 < MOST_ATTEMPTS:
        try:
            await app.job_manager.retry_job(job)
        except exceptions.UniqueViolation:
            pass  # The same job has been asked for again meanwhile.
        else:
            logger.warning("The worker of %s[%s] has died: it begins anew.", job.task_name, job.id)
            return True
    else:
        logger.error("%s[%s] is given up: %s workers have died of it.", job.task_name, job.id, MOST_ATTEMPTS)
    await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    return False
