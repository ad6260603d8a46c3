package org.stackdeck.identity.mail;

class AccountMailOnH2Tests extends AccountMailTests {}
