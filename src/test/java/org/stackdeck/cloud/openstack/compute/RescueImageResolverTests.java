package org.stackdeck.cloud.openstack.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;

class RescueImageResolverTests {

    private static final ActionRequest RESCUE = ActionRequest.of(ServerAction.RESCUE);

    private final FakeSelectableResourceReader resources = new FakeSelectableResourceReader();
    private final Server server = ServerBuilder.named("web").build();

    @Test
    void serverIsRescuedWithItsOwnImage() {
        resources.add(new AvailableImage("i-1", "debian-13", 0, 0, null));

        assertThat(RescueImageResolver.isMissing(RESCUE)).isTrue();
        assertThat(RescueImageResolver.withOwn(server, resources, RESCUE).value(ActionParameter.IMAGE))
                .contains("i-1");
        assertThat(RescueImageResolver.isMissing(RESCUE.with(ActionParameter.IMAGE, "i-2")))
                .isFalse();
    }

    @Test
    void imageOfAServerMustBeNamed() {
        resources.add(new AvailableImage("i-1", "copy", 0, 0, null, true, null));

        assertRefused();
    }

    @Test
    void imageThatTheProjectCannotUseIsRefused() {
        assertRefused();
    }

    private void assertRefused() {
        assertThatExceptionOfType(ChangeObstacleException.class)
                .isThrownBy(() -> RescueImageResolver.withOwn(server, resources, RESCUE))
                .matches(e -> e.obstacle() == ChangeObstacle.RESCUE_IMAGE_REQUIRED);
    }
}
