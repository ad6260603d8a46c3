package org.stackdeck.notices.store;

class NoticeServiceOnH2Tests extends NoticeServiceTests {}
