package org.stackdeck.notices.mail;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class NoticeMailOnMariaDbTests extends NoticeMailTests {}
