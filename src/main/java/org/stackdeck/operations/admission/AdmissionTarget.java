package org.stackdeck.operations.admission;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;

/** The server or other resource on which an action is requested. */
sealed interface AdmissionTarget {

    /** Returns the key of the target. The key of a new resource contains a placeholder for the ID. */
    ActionTarget key(OperationId operation);

    ProjectId project();

    String name();

    record OfServer(Server server) implements AdmissionTarget {

        @Override
        public ActionTarget key(OperationId operation) {
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
        public ActionTarget key(OperationId operation) {
            return resource.key();
        }

        @Override
        public String name() {
            return resource.displayName();
        }
    }

    /**
     * @param name the requested name, or empty. The name of a source is not used, because users who may see the new
     *     resource may not be permitted to see its source
     */
    record OfNewResource(NewResourceTarget place, String name) implements AdmissionTarget {

        static OfNewResource of(NewResourceTarget place, ActionRequest request) {
            return new OfNewResource(place, request.value(ActionParameter.NAME).orElse(""));
        }

        @Override
        public ActionTarget key(OperationId operation) {
            return new ResourceKey(place.cloud(), place.kind(), Operation.placeholderId(operation));
        }

        @Override
        public ProjectId project() {
            return place.project();
        }
    }
}
