package org.stackdeck.notices.mail;

class NoticeMailOnH2Tests extends NoticeMailTests {}
