package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

class SimulatorResourceActionTests extends ResourceActionContract {

    /** Not in the contract, because no address is reachable from a real Glance on every machine. */
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

    @ParameterizedTest
    @CsvSource({"volumes,0", "gigabytes,0", "snapshots,0"})
    void aTransferThatExceedsAQuotaLeavesTheVolumeAvailable(String resource, int limit) {
        ResourceClient client = client(CredentialKind.MEMBER_OF_ALL);
        ResourceClient receiver = client(CredentialKind.MEMBER_OF_ALL, "research");
        String id = client.create(staff(client), newVolume(name)).id();
        awaitStatus(client, ResourceKind.VOLUME, id, "available");
        String snapshot = client.create(
                        staff(client),
                        ActionRequest.of(ResourceAction.CREATE_VOLUME_SNAPSHOT)
                                .with(ActionParameter.VOLUME, id)
                                .with(ActionParameter.NAME, name))
                .id();
        ProjectId research = receiver.scope().projects().getFirst().id();
        ((SimulatedCloud) cloud()).setLimit("research", resource, limit);
        try {
            assertRejected(Category.REFUSED, () -> client.perform(id, transferTo(research)));
        } finally {
            ((SimulatedCloud) cloud()).setLimit("research", resource, -1);
        }

        assertThat(client.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("available");
        assertThat(client.perform(id, transferTo(research))).isPresent();
        assertThat(receiver.find(ResourceKind.VOLUME_SNAPSHOT, snapshot)).isPresent();
    }

    private static ActionRequest importFrom(String url) {
        return ActionRequest.of(ResourceAction.IMPORT_IMAGE).with(ActionParameter.URL, url);
    }
}
