package org.stackdeck.notices.store;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Configures the storage of notices and preferences for tests of other packages. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttemptLimitProperties.class)
@Import({
    JdbcNoticeService.class,
    JdbcNoticeWriter.class,
    JdbcNoticePreferenceService.class,
    NoticeRepository.class,
    NoticePreferenceRepository.class,
    NoticeMailQueue.class,
    NoticeChangeDetector.class,
    AttemptThrottle.class
})
public class NoticeStoreTestConfiguration {}
