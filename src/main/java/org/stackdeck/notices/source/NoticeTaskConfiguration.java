package org.stackdeck.notices.source;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.notices.store.JdbcNoticeService;
import org.stackdeck.platform.PeriodicTask;

/** Periodic tasks of notices. Tasks of db-scheduler run on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class NoticeTaskConfiguration {

    @Bean
    RecurringTask<Void> endingGrantsTask(EndingGrantNoticeJob job) {
        return Tasks.recurring("ending-grants", Schedules.fixedDelay(Duration.ofMinutes(10)))
                .execute((_, _) -> job.run());
    }

    @Bean
    RecurringTask<Void> noticeRetentionTask(JdbcNoticeService noticeService) {
        return Tasks.recurring("notice-retention", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((_, _) -> noticeService.deleteExpired());
    }

    /** Creates the task that runs on each instance, because each instance has its own inventory. */
    @Bean
    PeriodicTask serverErrorCheck(ServerErrorWatcher watcher) {
        return new PeriodicTask("server-errors", Duration.ofSeconds(5), watcher::check);
    }
}
