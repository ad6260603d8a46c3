package org.stackdeck.cloud.openstack.project;

import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.TokenCache;
import org.stackdeck.cloud.openstack.image.ImageNameCache;

/** Access to one project with one entry: its tokens and service clients. */
public record ProjectClients(
        Project project,
        TokenCache tokens,
        AuthenticatedServiceClient nova,
        AuthenticatedServiceClient neutron,
        AuthenticatedServiceClient cinder,
        AuthenticatedServiceClient glance,
        ImageNameCache images) {

    public ProjectClients withProject(Project present) {
        return new ProjectClients(present, tokens, nova, neutron, cinder, glance, images);
    }
}
