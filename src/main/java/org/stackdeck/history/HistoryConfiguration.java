package org.stackdeck.history;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;
import org.stackdeck.platform.PeriodicTask;

/**
 * Schedules the recording of the history on one of the instances that share a database. The tasks run several times an
 * hour, so that an hour is recorded even if a cloud is temporarily unavailable. A separate task records the quotas, so
 * that a slow cloud does not delay the recording of the numbers of servers.
 */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    @Bean
    RecurringTask<Void> serverHistoryTask(ServerCountHistoryRecorder recorder) {
        return ClusterTaskFactory.withFixedDelay("server-history", INTERVAL, recorder::record);
    }

    @Bean
    RecurringTask<Void> quotaHistoryTask(QuotaHistoryRecorder recorder) {
        return ClusterTaskFactory.withFixedDelay("quota-history", INTERVAL, recorder::record);
    }

    /** Creates the task that runs on each node, because each node has its own inventory. */
    @Bean
    PeriodicTask serverChangeCheck(ServerChangeRecorder recorder) {
        return new PeriodicTask("server-changes", Duration.ofSeconds(5), recorder::check);
    }
}
