package org.stackdeck.cloud.openstack;

/** A project as Keystone describes it. */
record KeystoneProject(String id, String name) {}
