package org.stackdeck.cloud.openstack;

/** A project as Keystone returns it. */
record KeystoneProject(String id, String name) {}
