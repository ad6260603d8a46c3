package org.stackdeck.cloud.openstack.identity;

/** A project as Keystone returns it. */
public record KeystoneProject(String id, String name) {}
