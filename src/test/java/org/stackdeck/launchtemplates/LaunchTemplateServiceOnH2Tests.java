package org.stackdeck.launchtemplates;

class LaunchTemplateServiceOnH2Tests extends LaunchTemplateServiceTests {}
