package org.stackdeck.notices.source;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class NoticeFailureOnPostgreSqlTests extends NoticeFailureTests {}
