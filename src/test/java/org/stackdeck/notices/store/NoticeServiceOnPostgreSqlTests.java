package org.stackdeck.notices.store;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class NoticeServiceOnPostgreSqlTests extends NoticeServiceTests {}
