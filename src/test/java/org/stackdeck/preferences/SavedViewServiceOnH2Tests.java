package org.stackdeck.preferences;

class SavedViewServiceOnH2Tests extends SavedViewServiceTests {}
