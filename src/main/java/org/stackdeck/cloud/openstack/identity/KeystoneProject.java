package org.stackdeck.cloud.openstack.identity;

public record KeystoneProject(String id, String name) {}
