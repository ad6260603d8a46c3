package org.stackdeck.notices.source;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.stackdeck.notices.webhook.WebhookEventWriter;

/**
 * Creates notices to users about their operations. Not annotated as a configuration, so that component scans ignore it.
 */
@Import({NoticeEventQueue.class, OperationNoticeListener.class})
public class NoticeSourceTestConfiguration {

    @Bean
    WebhookEventWriter webhookEventWriter() {
        return _ -> {};
    }
}
