package org.stackdeck.operations.admission;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;

/** The existing server or other resource on which an action is requested. */
sealed interface AdmissionTarget {

    ActionTarget key();

    ProjectId project();

    String name();

    record OfServer(Server server) implements AdmissionTarget {

        @Override
        public ActionTarget key() {
            return server.key();
        }

        @Override
        public ProjectId project() {
            return server.project().id();
        }

        @Override
        public String name() {
            return server.name();
        }
    }

    record OfResource(CloudResource resource, ProjectId project) implements AdmissionTarget {

        @Override
        public ActionTarget key() {
            return resource.key();
        }

        @Override
        public String name() {
            return resource.displayName();
        }
    }
}
