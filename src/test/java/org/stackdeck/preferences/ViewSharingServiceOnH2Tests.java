package org.stackdeck.preferences;

class ViewSharingServiceOnH2Tests extends ViewSharingServiceTests {}
