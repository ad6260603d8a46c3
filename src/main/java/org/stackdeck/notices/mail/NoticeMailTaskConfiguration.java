package org.stackdeck.notices.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;

@Configuration(proxyBeanMethods = false)
class NoticeMailTaskConfiguration {

    /** Creates the task that runs on one of the instances that share a database. */
    @Bean
    RecurringTask<Void> noticeMailTask(NoticeMailJob job) {
        return ClusterTaskFactory.withFixedDelay("notice-mail", Duration.ofSeconds(10), job::run);
    }
}
