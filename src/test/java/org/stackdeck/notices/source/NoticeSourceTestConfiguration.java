package org.stackdeck.notices.source;

import org.springframework.context.annotation.Import;

/** Creates notices of operations. Not annotated as a configuration, so that component scans ignore it. */
@Import({NoticeQueue.class, OperationNoticeListener.class})
public class NoticeSourceTestConfiguration {}
