package org.stackdeck.notices.source;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.notices.store.JdbcNoticeService;

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
}
