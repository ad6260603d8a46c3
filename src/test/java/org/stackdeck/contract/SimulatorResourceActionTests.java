package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

class SimulatorResourceActionTests extends ResourceActionContract {

    private static CloudUnderTest cloud;

    @BeforeAll
    static void start() {
        cloud = new SimulatedCloud();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    CloudUnderTest cloud() {
        return cloud;
    }

    /** A real Glance can reach no address that every machine has. */
    @Test
    void imageIsImported() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String image = client.create(staff(client), newImage(name, "raw")).id();

        client.perform(image, importFrom("https://images.invalid/x.img"));
        awaitCloud()
                .until(() -> client.find(ResourceKind.IMAGE, image)
                        .flatMap(found -> found.text(CloudResource.IMPORT_ERROR))
                        .isPresent());
        client.perform(image, importFrom("https://images.example/x.img"));

        awaitStatus(client, ResourceKind.IMAGE, image, "active");
        assertThat(client.find(ResourceKind.IMAGE, image)).get().satisfies(imported -> {
            assertThat(imported.text("checksum")).isPresent();
            assertThat(imported.text(CloudResource.IMPORT_ERROR)).isEmpty();
        });
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    private static ActionRequest importFrom(String url) {
        return ActionRequest.of(ResourceAction.IMPORT_IMAGE).with(ActionParameter.URL, url);
    }
}
