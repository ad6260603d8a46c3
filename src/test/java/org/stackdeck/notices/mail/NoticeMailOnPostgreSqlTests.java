package org.stackdeck.notices.mail;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class NoticeMailOnPostgreSqlTests extends NoticeMailTests {}
