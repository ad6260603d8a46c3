package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;

class CloudImageMemberServiceTests {

    private static final ProjectId UNKNOWN = new ProjectId("0123456789abcdef0123456789abcdef");

    /** A project whose name has the form of an ID. */
    private static final Project TRAP =
            new Project(ServerBuilder.CLOUD, new ProjectId("p-trap"), "fedcba9876543210fedcba9876543210");

    private static final Project NAMESAKE =
            new Project(ServerBuilder.CLOUD, new ProjectId("p-namesake"), ServerBuilder.RESEARCH.name());

    private final FakeAccessDecisionService access = new FakeAccessDecisionService(Clock.systemUTC());
    private final FakeClouds clouds =
            new FakeClouds(new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH, TRAP, NAMESAKE));
    private final FakeResourceInventory inventory = new FakeResourceInventory(access);
    private final CloudImageMemberService service =
            new CloudImageMemberService(inventory, access, clouds, new CloudRequestRateLimiter());
    private final NewResourceTarget place =
            new NewResourceTarget(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.IMAGE);
    private final UserId user = access.member();
    private final Caller caller = new Caller(user, new UserName("mia"), "127.0.0.1", Caller.Channel.UI);

    @BeforeEach
    void aSharedImage() {
        present(Map.of(ServerBuilder.RESEARCH.id().value(), "accepted", UNKNOWN.value(), "pending"));
    }

    private static CloudResource image(@Nullable Map<String, String> members) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                "i1",
                ServerBuilder.STAFF,
                "linux",
                false,
                members == null ? Map.of("visibility", "shared") : Map.of("visibility", "shared", "members", members));
    }

    private void present(@Nullable Map<String, String> members) {
        clouds.setResources(ServerBuilder.CLOUD, List.of(image(members)));
        inventory.set(ResourceKind.IMAGE, image(null));
    }

    private void mayRead(Project project) {
        access.grant(user, project, Role.unnamed(Set.of(Permission.IMAGE_READ)), null);
    }

    @Test
    void projectsHaveNamesIfTheCallerCanSeeThem() {
        mayRead(ServerBuilder.STAFF);
        assertThat(service.members(caller, image(null).key()))
                .contains(List.of(
                        new ImageMember(UNKNOWN, null, "pending"),
                        new ImageMember(ServerBuilder.RESEARCH.id(), null, "accepted")));

        mayRead(ServerBuilder.RESEARCH);

        assertThat(service.members(caller, image(null).key()))
                .contains(List.of(
                        new ImageMember(ServerBuilder.RESEARCH.id(), "research", "accepted"),
                        new ImageMember(UNKNOWN, null, "pending")));
    }

    @Test
    void usersOfAProjectWithWhichTheImageIsSharedDoNotLearnTheOthers() {
        mayRead(ServerBuilder.RESEARCH);

        assertThat(service.members(caller, image(null).key())).isEmpty();
        assertThat(clouds.findCount()).isZero();
    }

    @Test
    void failureIsNotAnEmptyList() {
        mayRead(ServerBuilder.STAFF);
        present(null);

        assertThatThrownBy(() -> service.members(caller, image(null).key())).isInstanceOf(CloudException.class);
        present(Map.of());
        assertThat(service.members(caller, image(null).key())).contains(List.of());
    }

    private @Nullable String resolved(ResourceAction action, String project) {
        return TargetProjectResolver.resolve(
                        clouds,
                        access.permissions(user),
                        place,
                        ActionRequest.of(action).with(ActionParameter.PROJECT, project))
                .value(ActionParameter.PROJECT)
                .orElse(null);
    }

    private void assertInvalid(ResourceAction action, String project, Reason reason) {
        assertThatThrownBy(() -> resolved(action, project))
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** The response must not reveal whether a project exists that the user cannot see. */
    @Test
    void projectIsFoundByNameOnlyIfTheUserCanSeeIt() {
        assertInvalid(ResourceAction.ADD_IMAGE_PROJECT, "research", Reason.NOT_FOUND);
        assertInvalid(ResourceAction.ADD_IMAGE_PROJECT, "nonexistent", Reason.NOT_FOUND);

        mayRead(ServerBuilder.RESEARCH);
        assertThat(resolved(ResourceAction.ADD_IMAGE_PROJECT, "research"))
                .isEqualTo(ServerBuilder.RESEARCH.id().value());
        mayRead(NAMESAKE);
        assertInvalid(ResourceAction.ADD_IMAGE_PROJECT, "research", Reason.AMBIGUOUS);
        assertThat(resolved(ResourceAction.ADD_IMAGE_PROJECT, NAMESAKE.id().value()))
                .isEqualTo(NAMESAKE.id().value());
    }

    @Test
    void anyProjectIsAddressedByItsIdWhichNoNameHides() {
        mayRead(TRAP);

        assertThat(resolved(ResourceAction.ADD_IMAGE_PROJECT, UNKNOWN.value())).isEqualTo(UNKNOWN.value());
        assertThat(resolved(ResourceAction.ADD_IMAGE_PROJECT, TRAP.name())).isEqualTo(TRAP.name());
    }

    /** The inventory is older than the response of the cloud. */
    @Test
    void projectsOfAnImageThatIsNoLongerSharedOrHasMovedAreNotShown() {
        mayRead(ServerBuilder.STAFF);
        clouds.setResources(ServerBuilder.CLOUD, List.of(loaded(ServerBuilder.RESEARCH, "shared")));
        assertThat(service.members(caller, image(null).key())).isEmpty();
        clouds.setResources(ServerBuilder.CLOUD, List.of(loaded(ServerBuilder.STAFF, "private")));
        assertThat(service.members(caller, image(null).key())).isEmpty();
        assertThat(clouds.findCount()).isEqualTo(2);
    }

    private static CloudResource loaded(Project project, String visibility) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                "i1",
                project,
                "linux",
                false,
                Map.of("visibility", visibility, "members", Map.of(UNKNOWN.value(), "pending")));
    }

    @Test
    void projectOfTheImageIsNeitherAddedNorRemoved() {
        mayRead(ServerBuilder.STAFF);

        for (String own : List.of(ServerBuilder.STAFF.id().value(), ServerBuilder.STAFF.name())) {
            assertInvalid(ResourceAction.ADD_IMAGE_PROJECT, own, Reason.NOT_FOUND);
        }
        assertInvalid(
                ResourceAction.REMOVE_IMAGE_PROJECT, ServerBuilder.STAFF.id().value(), Reason.NOT_FOUND);
    }

    /** A database that ignores case would treat this text as the ID of the project of the image. */
    @Test
    void textThatIsNoIdIsNotRemoved() {
        assertInvalid(
                ResourceAction.REMOVE_IMAGE_PROJECT,
                ServerBuilder.STAFF.id().value().toUpperCase(Locale.ROOT),
                Reason.NOT_FOUND);
    }
}
