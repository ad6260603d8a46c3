package org.stackdeck.notices.source;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.notices.store.JdbcNoticeService;
import org.stackdeck.platform.ClusterTaskFactory;

/** Periodic tasks of notices. Tasks of db-scheduler run on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class NoticeTaskConfiguration {

    @Bean
    RecurringTask<Void> endingGrantsTask(EndingGrantNoticeJob job) {
        return ClusterTaskFactory.withFixedDelay("ending-grants", Duration.ofMinutes(10), job::run);
    }

    @Bean
    RecurringTask<Void> expiredRequestsTask(ApprovalNoticeListener listener) {
        return ClusterTaskFactory.withFixedDelay(
                "expired-requests", Duration.ofMinutes(10), listener::notifyOfExpiredRequests);
    }

    @Bean
    RecurringTask<Void> noticeRetentionTask(JdbcNoticeService noticeService) {
        return ClusterTaskFactory.withFixedDelay("notice-retention", Duration.ofDays(1), noticeService::deleteExpired);
    }
}
