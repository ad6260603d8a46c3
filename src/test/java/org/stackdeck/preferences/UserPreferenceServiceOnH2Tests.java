package org.stackdeck.preferences;

class UserPreferenceServiceOnH2Tests extends UserPreferenceServiceTests {}
