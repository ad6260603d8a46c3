package org.stackdeck.notices.source;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class NoticeFailureOnMariaDbTests extends NoticeFailureTests {}
