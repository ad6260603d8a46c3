package org.stackdeck.notices.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeMailTaskConfiguration {

    /** Creates the task that runs on one of the instances that share a database. */
    @Bean
    RecurringTask<Void> noticeMailTask(NoticeMailJob job) {
        return Tasks.recurring("notice-mail", Schedules.fixedDelay(Duration.ofSeconds(10)))
                .execute((_, _) -> job.run());
    }
}
