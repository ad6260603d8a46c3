package org.stackdeck.notices.store;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class NoticeServiceOnMariaDbTests extends NoticeServiceTests {}
