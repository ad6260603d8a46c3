package org.stackdeck.ui.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.access.report.ResourceAccessReport;
import org.stackdeck.access.report.UserWithAccess;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeImageMemberQueryService;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.preview.MemberPageTestBase;

class ResourceViewTests extends MemberPageTestBase {

    @Autowired
    private FakeDeletionProtectionService protections;

    @Autowired
    private FakeOwnershipService owners;

    @Autowired
    private FakeImageMemberQueryService members;

    @Autowired
    private FakeGrantService grants;

    @Autowired
    private FakeResourceAccessReportService reports;

    @Autowired
    private FakeAccessRequestService accessRequests;

    @Override
    protected void prepare() {
        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        operations.clear();
        protections.clear();
        show("available");
    }

    private void show(String status) {
        resources.set(
                ResourceKind.VOLUME,
                resource(ResourceKind.VOLUME, "v1", "data", Map.of("status", status, "size", 20L)));
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(
                kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, new HashMap<>(values));
    }

    private void open(Permission... more) {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(more)), null);
        UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/v1");
    }

    private NativeButton button(String action) {
        return find(NativeButton.class).withAttribute("data-action", action).single();
    }

    /** Opens the confirmation of the deletion, after the effects have been loaded. */
    private void clickDelete() {
        test(button("delete")).click();
        until(() -> find(ConfirmationDialog.class).exists());
    }

    private boolean hasButton(String action) {
        return find(NativeButton.class).withAttribute("data-action", action).exists();
    }

    @Test
    void stateIsShownNextToTheNameAndFollowsTheCloud() {
        show("available");
        open();
        until(() -> state().equals("Available"));

        show("in-use");
        until(() -> state().equals("In use"));
        assertThat(find(ResourceStateBadge.class).single().getClassName()).isEqualTo("pill running");

        resources.set(ResourceKind.VOLUME);
        until(() -> state().isEmpty());
    }

    private String state() {
        return find(ResourceStateBadge.class).single().getElement().getTextRecursively();
    }

    @Test
    void idCanBeCopied() {
        open();

        until(() -> find(NativeButton.class).withAttribute("data-copy", "v1").exists());
    }

    @Test
    void onlyActionsThatTheViewerMayPerformHaveButtons() {
        open(Permission.VOLUME_UPDATE);

        until(() -> hasButton("extend"));
        assertThat(hasButton("delete")).isFalse();
    }

    @Test
    void actionThatTheStatusDoesNotAllowIsDisabledWithTheReason() {
        show("in-use");
        open(Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE);

        until(() -> hasButton("delete") && !button("delete").isEnabled());
        assertThat(button("delete").getElement().getAttribute("title")).contains("in-use");
        assertThat(button("extend").isEnabled()).isTrue();

        show("available");
        until(() -> button("delete").isEnabled());
    }

    @Test
    void volumeIsProtectedFromDeletionAndReleased() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("servers.menu.protect"));
        assertThat(hasButton("servers.menu.lift-protection")).isFalse();

        test(button("servers.menu.protect")).click();
        test(find(TextField.class).single()).setValue("the books");
        test(find(Button.class).withText("Protect").single()).click();

        until(() -> hasButton("servers.menu.lift-protection"));
        assertThat(hasButton("servers.menu.protect")).isFalse();
        assertThat(find(Span.class)
                        .withText("Deletion protection set by mia: the books")
                        .exists())
                .isTrue();
        test(button("servers.menu.lift-protection")).click();
        until(() -> hasButton("servers.menu.protect"));
    }

    @Test
    void ownerIsShownAndChangedByAdministratorsOnly() {
        ResourceKey volume =
                resource(ResourceKind.VOLUME, "v1", "data", Map.of()).key();
        User jonas = directory.member("jonas");
        owners.setOwner(volume, mia);
        open();
        until(() -> find(Span.class).withText("mia (you)").exists());
        assertThat(hasButton("servers.menu.owner")).isFalse();

        owners.setOwner(volume, jonas);
        until(() -> find(Span.class).withText("jonas").exists());
        directory.administrator("mia");
        access.administrator(mia.id());
        until(() -> hasButton("servers.menu.owner"));
        test(button("servers.menu.owner")).click();

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Owner of data");
    }

    @Test
    void userRequestsAMissingPermissionOnTheResource() {
        accessRequests.clear();
        open();
        until(() -> hasButton("requests.ask.menu"));
        test(button("requests.ask.menu")).click();
        roundTrip();

        @SuppressWarnings("unchecked")
        CheckboxGroup<Permission> offered = find(CheckboxGroup.class).single();
        assertThat(offered.getListDataView().getItems())
                .containsExactly(Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE, Permission.VOLUME_TRANSFER);
        TextArea reason = find(TextArea.class).single();
        test(reason).setValue("It is full");
        test(find(Button.class).withText("Send request").single()).click();
        assertThat(offered.isInvalid()).isTrue();
        offered.setValue(Set.of(Permission.VOLUME_UPDATE));
        test(find(Button.class).withText("Send request").single()).click();

        Caller caller = FakeUserDirectory.caller(mia);
        until(() -> !accessRequests.listOwn(caller).isEmpty());
        assertThat(accessRequests.listOwn(caller)).singleElement().satisfies(request -> {
            assertThat(request.requested().target())
                    .isEqualTo(new AccessRequestTarget(
                            ServerBuilder.CLOUD,
                            ServerBuilder.STAFF.id(),
                            ResourceKind.VOLUME,
                            Set.of(new ServerId("v1"))));
            assertThat(request.requested().permissions())
                    .containsExactlyInAnyOrder(Permission.VOLUME_READ, Permission.VOLUME_UPDATE);
            assertThat(request.names()).containsEntry(new ServerId("v1"), "data");
        });
    }

    @Test
    void administratorsSeeWhoHasAccessToTheResource() {
        reports.setReport(new ResourceAccessReport(
                mia, List.of(new UserWithAccess(mia, true, List.of(new AccessPath.ByAdministratorRole()))), null));
        open();
        until(() -> find(Span.class).withText("data").exists());
        assertThat(hasButton("servers.menu.who-can")).isFalse();

        directory.administrator("mia");
        access.administrator(mia.id());
        until(() -> hasButton("servers.menu.who-can"));
        test(button("servers.menu.who-can")).click();
        roundTrip();

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Who has access to data?");
        until(() -> find(Paragraph.class)
                .withText("1 user has access now. Owner: mia.")
                .exists());

        resources.set(ResourceKind.VOLUME);
        until(() -> find(Paragraph.class)
                .withText("This resource no longer exists.")
                .exists());
    }

    @Test
    void administratorsGrantAccessToTheResourceAlone() {
        User jonas = directory.member("jonas");
        open();
        until(() -> find(Span.class).withText("data").exists());
        assertThat(hasButton("grants.give")).isFalse();

        directory.administrator("mia");
        access.administrator(mia.id());
        until(() -> hasButton("grants.give"));
        test(button("grants.give")).click();
        NamedGrantee grantee = new NamedGrantee(Grantee.of(jonas.id()), "jonas");
        @SuppressWarnings("unchecked")
        MultiSelectComboBox<NamedGrantee> who = find(MultiSelectComboBox.class)
                .withCondition(field -> "User or group".equals(field.getLabel()))
                .single();
        who.setValue(Set.of(grantee));
        test(find(Button.class).withText("Grant access").single()).click();

        assertThat(grants.list())
                .extracting(
                        Grant::grantee,
                        grant -> grant.terms().projects(),
                        grant -> grant.terms().servers(),
                        grant -> grant.role().permissions())
                .containsExactly(tuple(
                        grantee.grantee(),
                        Set.of(ServerBuilder.STAFF.id()),
                        new ResourceSelector.ByIds(Set.of(new ServerId("v1"))),
                        Set.of(Permission.VOLUME_READ)));
    }

    @Test
    void protectionOfAResourceThatNoLongerExistsIsNotShown() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("servers.menu.protect"));
        resources.set(ResourceKind.VOLUME);
        until(() -> !hasButton("servers.menu.protect"));

        protections.protect(
                new Caller(mia.id(), mia.name(), "127.0.0.1", Caller.Channel.REST),
                resource(ResourceKind.VOLUME, "v1", "data", Map.of()).key(),
                "secret");
        roundTrip();

        assertThat(find(Span.class)
                        .withCondition(span -> span.getText().contains("secret"))
                        .exists())
                .isFalse();
        assertThat(hasButton("servers.menu.lift-protection")).isFalse();
    }

    @Test
    void uploadShowsSizesInTheUnitsOfThePage() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_READ)), null);
        resources.set(ResourceKind.IMAGE, resource(ResourceKind.IMAGE, "i1", "debian", Map.of("status", "queued")));
        UI.getCurrent().navigate("images/" + ServerBuilder.CLOUD + "/i1");

        until(() -> find(Upload.class).exists());

        assertThat(find(Upload.class).single().getI18n().getUnits().getSize())
                .containsExactly("B", "KB", "MB", "GB", "TB");
    }

    @Test
    void volumeIsDeletedWithItsSnapshotsAfterConsent() {
        resources.set(
                ResourceKind.VOLUME_SNAPSHOT,
                resource(ResourceKind.VOLUME_SNAPSHOT, "s1", "nightly", Map.of("volume", "v1", "status", "available")),
                resource(ResourceKind.VOLUME_SNAPSHOT, "s2", "weekly", Map.of("volume", "v1", "status", "available")));
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));
        clickDelete();
        assertThat(find(Paragraph.class).all()).extracting(Paragraph::getText).contains("Project: staff · Size: 20 GB");
        Button confirm = find(Button.class).withText("Delete volume").single();
        assertThat(confirm.isEnabled()).isFalse();
        Checkbox consent = find(Checkbox.class).single();
        assertThat(consent.getLabel()).isEqualTo("Also delete the 2 snapshots of the volume");

        test(consent).click();
        test(confirm).click();

        assertThat(operations.actionRequests())
                .last()
                .isEqualTo(ActionRequest.of(ResourceAction.DELETE_VOLUME).with(ActionParameter.CASCADE, "true"));
        resources.set(ResourceKind.VOLUME_SNAPSHOT);
    }

    @Test
    void slowListsOpenOneDialogAfterSeveralClicksAndTheFirstClickIsConfirmed() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));
        CountDownLatch response = new CountDownLatch(1);
        resources.duringLoad(() -> {
            try {
                response.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        test(button("delete")).click();
        assertThat(isLoadingUsers()).isTrue();
        test(button("delete")).click();
        test(button("delete")).click();
        assertRemains(() -> isLoadingUsers() && !find(ConfirmationDialog.class).exists());
        response.countDown();

        until(() -> find(ConfirmationDialog.class).exists());
        assertThat(isLoadingUsers()).isFalse();
        assertRemains(() -> find(ConfirmationDialog.class).all().size() == 1);
    }

    @Test
    void deletionIsOfferedWithAWarningIfTheListsCannotBeLoaded() {
        resources.set(
                ResourceKind.VOLUME_SNAPSHOT,
                resource(ResourceKind.VOLUME_SNAPSHOT, "s1", "nightly", Map.of("volume", "v1", "status", "available")));
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));
        resources.duringLoad(() -> {
            throw new IllegalStateException("the database is unavailable");
        });

        clickDelete();

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains(
                        "The list of resources that use it is incomplete: a cloud did not respond.",
                        "Snapshots that use it (1): nightly");
    }

    @Test
    void deletionIsOfferedWithAWarningIfItsEffectsCannotBeDescribed() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));
        inventory.setFailing(true);

        clickDelete();

        inventory.setFailing(false);
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("The list of resources that use it is incomplete: a cloud did not respond.");
        assertThat(isLoadingUsers()).isFalse();
    }

    private boolean isLoadingUsers() {
        return find(Span.class).withText("Checking which resources use it…").exists();
    }

    @Test
    void protectionRequiresThePermissionToDelete() {
        open(Permission.VOLUME_UPDATE);

        until(() -> hasButton("extend"));
        assertThat(hasButton("servers.menu.protect")).isFalse();
    }

    @Test
    void metadataIsShownSetAndRemoved() {
        resources.set(
                ResourceKind.VOLUME,
                resource(
                        ResourceKind.VOLUME,
                        "v1",
                        "data",
                        Map.of("metadata", Map.of("team", "ops", "k8s.io/pvc", "x"))));
        open(Permission.VOLUME_UPDATE);
        until(() -> hasButton("remove-metadata"));
        assertThat(find(Span.class).withText("ops").exists()).isTrue();
        // Stackdeck does not accept changes of the other key, so only one of the two has a button.
        test(button("remove-metadata")).click();
        assertThat(operations.actionRequests())
                .last()
                .isEqualTo(
                        ActionRequest.of(ResourceAction.REMOVE_VOLUME_METADATA).with(ActionParameter.KEY, "team"));
        operations.clear();
        until(() -> hasButton("set-metadata"));

        test(button("set-metadata")).click();
        test(field("Key")).setValue("team");
        test(find(Button.class).withText("Set metadata").single()).click();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(operations.actionRequests())
                .last()
                .isEqualTo(ActionRequest.of(ResourceAction.SET_VOLUME_METADATA)
                        .with(ActionParameter.KEY, "team")
                        .with(ActionParameter.VALUE, ""));
    }

    private void showImage(String visibility) {
        resources.set(
                ResourceKind.IMAGE,
                resource(ResourceKind.IMAGE, "i1", "debian", Map.of("status", "active", "visibility", visibility)));
    }

    @Test
    void imageShowsTheProjectsWithWhichItIsSharedAndStopsSharing() {
        showImage("shared");
        members.set(
                "i1",
                new ImageMember(new ProjectId("p-1"), "research", "accepted"),
                new ImageMember(new ProjectId("p-2"), null, "pending"),
                new ImageMember(ServerBuilder.STAFF.id(), "staff", "pending"));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_SHARE)),
                null);
        UI.getCurrent().navigate("images/" + ServerBuilder.CLOUD + "/i1");

        until(() -> hasButton("remove-project"));
        assertThat(find(Span.class).withText("Shared").exists())
                .as("the visibility is translated")
                .isTrue();
        assertThat(find(Span.class).withText("research").exists()).isTrue();
        assertThat(find(Span.class).withText("Accepted").exists()).isTrue();
        List<NativeButton> remove = find(NativeButton.class)
                .withAttribute("data-action", "remove-project")
                .all();
        assertThat(remove).as("not for the project of the image").hasSize(2);
        test(remove.getLast()).click();
        assertThat(operations.actionRequests())
                .last()
                .isEqualTo(ActionRequest.of(ResourceAction.REMOVE_IMAGE_PROJECT).with(ActionParameter.PROJECT, "p-2"));
    }

    @Test
    void imageIsSharedWithAProjectByItsId() {
        showImage("shared");
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_SHARE)),
                null);
        UI.getCurrent().navigate("images/" + ServerBuilder.CLOUD + "/i1");
        until(() -> hasButton("add-project"));
        test(button("add-project")).click();
        ComboBox<?> project = find(ComboBox.class)
                .withCondition(box -> "Project".equals(box.getLabel()) && box.isAllowCustomValue())
                .single();
        enter(project, "p-3");
        test(find(Button.class).withText("Share with project").single()).click();
        assertThat(operations.actionRequests())
                .last()
                .extracting(request -> request.value(ActionParameter.PROJECT))
                .isEqualTo(Optional.of("p-3"));
    }

    private void showOffer(String status, String owner) {
        resources.set(
                ResourceKind.IMAGE_MEMBER,
                resource(
                        ResourceKind.IMAGE_MEMBER,
                        "i1:p-staff",
                        "debian",
                        Map.of("status", status, "ownerProject", owner)));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_CREATE)),
                null);
        UI.getCurrent().navigate("image-members/" + ServerBuilder.CLOUD + "/i1:p-staff");
    }

    @Test
    void offeredImageIsAcceptedAfterADialogThatNamesItsOwner() {
        showOffer("pending", "0123456789abcdef0123456789abcdef");
        until(() -> hasButton("accept"));
        assertThat(find(Span.class).withText("0123456789abcdef0123456789abcdef").exists())
                .isTrue();
        assertThat(hasButton("servers.menu.owner")).isFalse();

        test(button("accept")).click();
        assertThat(operations.actionRequests()).isEmpty();
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anyMatch(text -> text.contains("0123456789abcdef0123456789abcdef"));
        test(find(Button.class).withText("Accept image").single()).click();

        assertThat(operations.actionRequests()).last().isEqualTo(ActionRequest.of(ResourceAction.ACCEPT_IMAGE));
    }

    @Test
    void acceptedImageCanBeRejected() {
        showOffer("accepted", "p-2");
        until(() -> hasButton("reject"));
        assertThat(hasButton("accept")).isFalse();

        test(button("reject")).click();

        assertThat(operations.actionRequests()).last().isEqualTo(ActionRequest.of(ResourceAction.REJECT_IMAGE));
    }

    @Test
    void offeredImageIsNotDecidedWithoutThePermission() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_READ)), null);
        resources.set(
                ResourceKind.IMAGE_MEMBER,
                resource(ResourceKind.IMAGE_MEMBER, "i1:p-staff", "debian", Map.of("status", "pending")));
        UI.getCurrent().navigate("image-members/" + ServerBuilder.CLOUD + "/i1:p-staff");

        until(() -> find(Span.class).withText("Pending").exists());
        assertThat(hasButton("accept")).isFalse();
        assertThat(hasButton("reject")).isFalse();
    }

    private static void enter(ComboBox<?> box, String text) {
        ComponentUtil.fireEvent(box, new ComboBoxBase.CustomValueSetEvent<>(box, true, text));
    }

    @Test
    void projectsAreNotShownForImagesThatAreNotSharedWithProjects() {
        showImage("private");
        members.set("i1", new ImageMember(new ProjectId("p-1"), "research", "accepted"));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_SHARE)),
                null);
        UI.getCurrent().navigate("images/" + ServerBuilder.CLOUD + "/i1");

        until(() -> hasButton("set-visibility"));
        assertThat(hasButton("add-project")).isFalse();
        assertThat(find(Span.class).withText("research").exists()).isFalse();
    }

    @Test
    void metadataHasNoButtonsWithoutThePermission() {
        resources.set(
                ResourceKind.VOLUME,
                resource(ResourceKind.VOLUME, "v1", "data", Map.of("metadata", Map.of("team", "ops"))));
        UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/v1");

        until(() -> find(Span.class).withText("ops").exists());
        assertThat(hasButton("set-metadata")).isFalse();
        assertThat(hasButton("remove-metadata")).isFalse();
    }

    @Test
    void dialogOfARevertWarnsAndOffersTheSnapshotsOfTheVolume() {
        resources.set(
                ResourceKind.VOLUME_SNAPSHOT,
                resource(ResourceKind.VOLUME_SNAPSHOT, "s1", "nightly", Map.of("volume", "v1", "status", "available")),
                resource(ResourceKind.VOLUME_SNAPSHOT, "s2", "other", Map.of("volume", "v2", "status", "available")));
        open(Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE);
        until(() -> hasButton("revert"));

        test(button("revert")).click();

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anySatisfy(text -> assertThat(text).contains("is lost"));
        ComboBox<?> snapshots = find(ComboBox.class)
                .withCondition(box -> "Snapshot".equals(box.getLabel()))
                .single();
        until(snapshots::isEnabled);
        assertThat(snapshots.getListDataView().getItems().map(item -> ((ParameterOption) item).name()))
                .containsExactly("nightly");
    }

    @Test
    void volumeIsTransferredAfterADialogThatNamesBothProjects() {
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);
        open(Permission.VOLUME_TRANSFER, Permission.VOLUME_CREATE);
        until(() -> hasButton("transfer"));
        assertThat(hasButton("cancel-transfer")).isFalse();
        test(button("transfer")).click();
        until(() -> find(ComboBox.class).withCaption("Target project").single().isEnabled());
        ComboBox<?> projects =
                find(ComboBox.class).withCaption("Target project").single();
        assertThat(projects.getListDataView().getItems().map(item -> ((ParameterOption) item).name()))
                .containsExactly("research");

        test(find(Button.class).withText("Transfer to another project").single())
                .click();
        assertThat(operations.accepted()).isEmpty();
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("The volume and its snapshots are transferred from project staff to project research.");
        test(find(Button.class).withText("Transfer to another project").single())
                .click();

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.TRANSFER_VOLUME)
                        .with(
                                ActionParameter.TARGET_PROJECT,
                                new ActionArgument(ServerBuilder.RESEARCH.id().value(), "research")));
    }

    @Test
    void projectThatIsNotPermittedIsReportedAfterTheReauthentication() {
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);
        open(Permission.VOLUME_TRANSFER, Permission.VOLUME_CREATE);
        until(() -> hasButton("transfer"));
        test(button("transfer")).click();
        until(() -> find(ComboBox.class).withCaption("Target project").single().isEnabled());
        test(find(Button.class).withText("Transfer to another project").single())
                .click();
        AtomicBoolean authenticated = new AtomicBoolean();
        operations.beforeSubmit(() -> {
            if (!authenticated.getAndSet(true)) {
                throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
            }
            throw new InvalidActionParameterException(
                    ActionParameter.TARGET_PROJECT, InvalidActionParameterException.Reason.NOT_FOUND);
        });
        test(find(Button.class).withText("Transfer to another project").single())
                .click();

        test(find(PasswordField.class).single()).setValue("my password");
        test(find(Button.class).withText("Confirm").single()).click();
        operations.beforeSubmit(() -> {});

        assertThat(operations.accepted()).isEmpty();
        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("You don't have permission to create a volume with this name in project research.");
    }

    @Test
    void interruptedTransferIsCancelled() {
        show("awaiting-transfer");
        open(Permission.VOLUME_TRANSFER);
        until(() -> hasButton("cancel-transfer"));
        assertThat(button("transfer").isEnabled()).isFalse();

        test(button("cancel-transfer")).click();

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CANCEL_VOLUME_TRANSFER));
    }

    @Test
    void volumeIsExtendedToAtLeastOneMoreGibibyte() {
        open(Permission.VOLUME_UPDATE);
        until(() -> hasButton("extend"));
        test(button("extend")).click();

        find(IntegerField.class).single().setValue(20);
        test(find(Button.class).withText("Extend volume").single()).click();
        assertThat(find(IntegerField.class).single().isInvalid()).isTrue();
        test(find(IntegerField.class).single()).setValue(30);
        test(find(Button.class).withText("Extend volume").single()).click();

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, "30"));
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withCondition(field -> label.equals(field.getLabel()))
                .single();
    }

    private void save() {
        test(find(Button.class).withText("Save").single()).click();
    }

    @Test
    void onlyChangedAttributesAreSaved() {
        open(Permission.VOLUME_UPDATE);
        until(() -> hasButton("set"));
        test(button("set")).click();
        assertThat(field("Name").getValue()).isEqualTo("data");

        test(field("Name")).setValue(" ");
        save();
        assertThat(field("Name").isInvalid()).isTrue();
        test(field("Name")).setValue("data");
        save();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(operations.actionRequests()).isEmpty();

        test(button("set")).click();
        test(field("Description (optional)")).setValue("Backup of web");
        save();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(operations.actionRequests())
                .containsExactly(
                        ActionRequest.of(ResourceAction.SET_VOLUME).with(ActionParameter.DESCRIPTION, "Backup of web"));
    }

    @Test
    void emptyFieldsRemoveAttributes() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_UPDATE)), null);
        resources.set(
                ResourceKind.SUBNET,
                resource(
                        ResourceKind.SUBNET,
                        "s1",
                        "web",
                        Map.of(
                                "gateway",
                                "10.0.0.1",
                                "dns",
                                List.of("10.0.0.2", "10.0.0.3"),
                                "hostRoutes",
                                List.of("10.2.0.0/16 via 10.0.0.5"))));
        UI.getCurrent().navigate("subnets/" + ServerBuilder.CLOUD + "/s1");
        until(() -> hasButton("set"));
        test(button("set")).click();

        test(field("Gateway (optional)")).setValue("");
        assertThat(field("DNS servers (optional)").getValue()).isEqualTo("10.0.0.2,10.0.0.3");
        test(field("DNS servers (optional)")).setValue("");
        test(field("Host routes (optional)")).setValue("10.2.0.0/16");
        save();
        assertThat(field("Host routes (optional)").isInvalid()).isTrue();
        test(field("Host routes (optional)")).setValue("10.2.0.0/16 via 10.0.0.5, 10.3.0.0/16 via 10.0.0.6");
        save();

        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ResourceAction.SET_SUBNET)
                        .with(ActionParameter.GATEWAY, "none")
                        .with(ActionParameter.DNS, "none")
                        .with(ActionParameter.HOST_ROUTES, "10.2.0.0/16 via 10.0.0.5, 10.3.0.0/16 via 10.0.0.6"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void volumeIsAttachedToAServerOfItsProject() {
        Server web = ServerBuilder.named("web").id("s-1").build();
        inventory.put(web);
        inventory.put(ServerBuilder.named("other")
                .id("s-2")
                .project(ServerBuilder.RESEARCH)
                .build());
        open();
        until(() -> find(Span.class).withText("20 GB").exists());
        assertThat(hasButton("attach-volume")).isFalse();

        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_VOLUMES)), null);
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.unnamed(Set.of(Permission.SERVER_VOLUMES)), null);
        UI.getCurrent().navigate("volumes");
        open();
        until(() -> hasButton("attach-volume"));
        test(button("attach-volume")).click();
        assertThat(find(ComboBox.class).single().getListDataView().getItems().toList())
                .isEqualTo(List.of(web));
        test(find(Button.class).withText("Attach to server").single()).click();

        assertThat(operations.accepted().getLast().server()).isEqualTo(web.key());
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.ATTACH_VOLUME)
                        .with(ActionParameter.VOLUME, new ActionArgument("v1", "data")));
    }

    @Test
    void volumeIsDetachedAfterAConfirmation() {
        Server web = ServerBuilder.named("web").id("s-1").build();
        inventory.put(web);
        resources.set(
                ResourceKind.VOLUME,
                resource(
                        ResourceKind.VOLUME,
                        "v1",
                        "data",
                        Map.of("status", "in-use", "servers", List.of(web.id().value()))));
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_VOLUMES)), null);
        open();
        until(() -> hasButton("detach-volume"));
        assertThat(hasButton("attach-volume")).isFalse();
        test(button("detach-volume")).click();
        assertThat(operations.accepted()).isEmpty();
        test(find(Button.class).withText("Detach volume").single()).click();

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.DETACH_VOLUME)
                        .with(ActionParameter.VOLUME, new ActionArgument("v1", "data")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void floatingIpMovesToAnotherServerOfItsProject() {
        Server web = ServerBuilder.named("web")
                .id("s-1")
                .addresses(new ServerAddress("staff-net", "10.0.0.5", 4, false))
                .build();
        Server spare = ServerBuilder.named("spare")
                .id("s-2")
                .addresses(new ServerAddress("staff-net", "10.0.0.6", 4, false))
                .build();
        inventory.put(web);
        inventory.put(spare);
        resources.set(
                ResourceKind.FLOATING_IP,
                resource(ResourceKind.FLOATING_IP, "f1", "203.0.113.7", Map.of("fixedIp", "10.0.0.5", "port", "p1")));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SERVER_NETWORK, Permission.FLOATING_IP_READ)),
                null);
        UI.getCurrent().navigate("floating-ips/" + ServerBuilder.CLOUD.value() + "/f1");
        until(() -> hasButton("move"));
        test(button("move")).click();
        assertThat(find(ComboBox.class).single().getListDataView().getItems().toList())
                .isEqualTo(List.of(spare));
        test(find(Button.class).withText("Move").single()).click();

        assertThat(operations.accepted().getLast().server()).isEqualTo(spare.key());
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP)
                        .with(ActionParameter.FLOATING_IP, new ActionArgument("f1", "203.0.113.7"))
                        .with(ActionParameter.FROM_SERVER, new ActionArgument("s-1", "web")));
    }

    @Test
    void usedByOmitsResourcesToWhichThePageRefersItself() {
        resources.set(
                ResourceKind.NETWORK,
                resource(ResourceKind.NETWORK, "n1", "lan", Map.of("subnets", List.of("s1", "s2"))));
        resources.set(
                ResourceKind.SUBNET,
                resource(ResourceKind.SUBNET, "s1", "lan-v4", Map.of("network", "n1")),
                resource(ResourceKind.SUBNET, "s2", "", Map.of("network", "n1")));
        resources.set(ResourceKind.PORT, resource(ResourceKind.PORT, "p1", "vip", Map.of("network", "n1")));
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_READ)), null);

        UI.getCurrent().navigate("networks/" + ServerBuilder.CLOUD.value() + "/n1");

        for (String linked : List.of("vip", "lan-v4", "s2")) {
            until(() -> find(Anchor.class).withText(linked).exists());
        }
        for (String subnet : List.of("lan-v4", "s2")) {
            assertThat(find(Anchor.class).withText(subnet).all()).as(subnet).hasSize(1);
        }
    }

    /**
     * Opens the dialog that deletes a volume to which another resource refers.
     *
     * @param kind kind of the resource "yesterday", which refers to the volume
     */
    private void openDeletionOfAVolumeWith(ResourceKind kind) {
        resources.set(kind, resource(kind, "r1", "yesterday", Map.of("volume", "v1")));
        open(Permission.VOLUME_DELETE);
        until(() -> find(Anchor.class).withText("yesterday").exists() && hasButton("delete"));
        clickDelete();
    }

    @Test
    void dialogOfADeletionNamesWhatUsesTheResource() {
        openDeletionOfAVolumeWith(ResourceKind.VOLUME_SNAPSHOT);

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anySatisfy(text -> assertThat(text).contains("yesterday"));
        test(find(Checkbox.class).single()).click();
        test(find(Button.class).withText("Delete volume").single()).click();

        assertThat(operations.accepted()).extracting(Operation::action).containsExactly(ResourceAction.DELETE_VOLUME);
        assertThat(operations.accepted())
                .extracting(Operation::target)
                .containsExactly(
                        resource(ResourceKind.VOLUME, "v1", "data", Map.of()).key());
    }

    @Test
    void effectsOfADeletionAreLoadedWhenTheDialogOpens() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));
        resources.setUnnoticed(
                ResourceKind.VOLUME_SNAPSHOT,
                resource(ResourceKind.VOLUME_SNAPSHOT, "s1", "just created", Map.of("volume", "v1")));
        assertThat(find(Anchor.class).withText("just created").exists()).isFalse();

        clickDelete();

        assertThat(find(ConfirmationDialog.class).single().getElement().getTextRecursively())
                .contains("just created")
                .doesNotContain("incomplete");
        find(ConfirmationDialog.class).single().close();
        resources.setComplete(false);
        clickDelete();

        assertThat(find(ConfirmationDialog.class).single().getElement().getTextRecursively())
                .contains("The list of resources that use it is incomplete");
        resources.setComplete(true);
        resources.set(ResourceKind.VOLUME_SNAPSHOT);
    }

    @Test
    void dialogOfADeletionNamesTheBackupsThatAreKept() {
        openDeletionOfAVolumeWith(ResourceKind.VOLUME_BACKUP);

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("Backups that are kept (1): yesterday");
        resources.set(ResourceKind.VOLUME_BACKUP);
    }

    @Test
    void tagsOfANetworkAreReplacedAndRemoved() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_UPDATE)), null);
        resources.set(
                ResourceKind.NETWORK,
                resource(ResourceKind.NETWORK, "n1", "lan", Map.of("tags", List.of("prod", "web"))));
        UI.getCurrent().navigate("networks/" + ServerBuilder.CLOUD + "/n1");
        until(() -> hasButton("set-tags"));
        test(button("set-tags")).click();
        assertThat(field("Tags (optional)").getValue()).isEqualTo("prod,web");
        test(field("Tags (optional)")).setValue("prod, db");
        save();
        assertThat(operations.actionRequests())
                .containsExactly(
                        ActionRequest.of(ResourceAction.SET_NETWORK_TAGS).with(ActionParameter.TAGS, "prod, db"));
        operations.clear();
        until(() -> hasButton("set-tags"));
        test(button("set-tags")).click();
        test(field("Tags (optional)")).setValue("");
        save();

        assertThat(operations.actionRequests())
                .containsExactly(
                        ActionRequest.of(ResourceAction.SET_NETWORK_TAGS).with(ActionParameter.TAGS, "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", " a", "none"})
    void tagsThatTheFieldCannotContainAreNotEdited(String tag) {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_UPDATE)), null);
        resources.set(ResourceKind.NETWORK, resource(ResourceKind.NETWORK, "n1", "lan", Map.of("tags", List.of(tag))));
        UI.getCurrent().navigate("networks/" + ServerBuilder.CLOUD + "/n1");

        until(() -> hasButton("set"));
        assertThat(hasButton("set-tags")).isFalse();
    }

    private void openPort(Map<String, Object> values) {
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.NETWORK_UPDATE, Permission.SECURITY_GROUP_READ)),
                null);
        resources.set(
                ResourceKind.SECURITY_GROUP,
                resource(ResourceKind.SECURITY_GROUP, "g1", "web", Map.of()),
                resource(ResourceKind.SECURITY_GROUP, "g2", "ssh", Map.of()));
        resources.set(ResourceKind.PORT, resource(ResourceKind.PORT, "p1", "vip", values));
        UI.getCurrent().navigate("ports/" + ServerBuilder.CLOUD + "/p1");
        until(() -> hasButton("set"));
        test(button("set")).click();
    }

    @Test
    @SuppressWarnings("unchecked")
    void securityGroupsOfAPortAreReplacedAndThoseThatAreNotOfferedAreKept() {
        openPort(Map.of(
                "fixedIps",
                List.of("10.0.0.7"),
                "securityGroups",
                List.of("g1", "gone"),
                "description",
                "old",
                "portSecurityEnabled",
                true));
        MultiSelectComboBox<ParameterOption> groups =
                find(MultiSelectComboBox.class).single();
        until(() -> groups.getSelectedItems().stream()
                .anyMatch(choice -> choice.label().equals("web")));
        save();
        assertThat(operations.actionRequests()).isEmpty();

        test(button("set")).click();
        MultiSelectComboBox<ParameterOption> reopened =
                find(MultiSelectComboBox.class).single();
        until(reopened::isEnabled);
        reopened.setValue(Set.of(new ParameterOption("g2", "ssh", "ssh")));
        test(field("IP addresses (optional)")).setValue("10.0.0.8");
        save();

        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ResourceAction.SET_PORT)
                        .with(ActionParameter.FIXED_IPS, "10.0.0.8")
                        .with(ActionParameter.SECURITY_GROUPS, "g2"));
    }

    @Test
    void addressesAndSecurityGroupsOfAServersPortAreNotEdited() {
        openPort(Map.of("deviceOwner", "compute:nova", "securityGroups", List.of("g1")));

        assertThat(field("Name").getValue()).isEqualTo("vip");
        assertThat(find(MultiSelectComboBox.class).exists()).isFalse();
        assertThat(find(TextField.class)
                        .withCondition(field -> "IP addresses (optional)".equals(field.getLabel()))
                        .exists())
                .isFalse();
    }

    @Test
    void securityGroupShowsTheVisibleServersOfThePortsThatUseIt() {
        inventory.put(ServerBuilder.named("web").id("s-1").build());
        inventory.put(ServerBuilder.named("secret")
                .id("s-2")
                .project(ServerBuilder.RESEARCH)
                .build());
        resources.set(ResourceKind.SECURITY_GROUP, resource(ResourceKind.SECURITY_GROUP, "g1", "https", Map.of()));
        resources.set(
                ResourceKind.PORT,
                resource(ResourceKind.PORT, "p1", "", Map.of("device", "s-1", "securityGroups", List.of("g1"))),
                resource(ResourceKind.PORT, "p2", "", Map.of("device", "s-2", "securityGroups", List.of("g1"))));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SERVER_READ, Permission.SECURITY_GROUP_READ, Permission.NETWORK_READ)),
                null);
        UI.getCurrent().navigate("security-groups/" + ServerBuilder.CLOUD.value() + "/g1");

        until(() -> find(Anchor.class).withText("web").exists());
        assertThat(find(Anchor.class).withText("secret").exists()).isFalse();
    }

    @Test
    void deletionOfASecurityGroupNamesOtherGroupsWhoseRulesAreDeletedToo() {
        resources.set(
                ResourceKind.SECURITY_GROUP,
                resource(
                        ResourceKind.SECURITY_GROUP,
                        "g1",
                        "web",
                        Map.of("rules", List.of("ingress IPv4 tcp 80 from g1"))),
                resource(
                        ResourceKind.SECURITY_GROUP,
                        "g2",
                        "database",
                        Map.of("rules", List.of("ingress IPv4 tcp 3306 from g1"))),
                resource(ResourceKind.SECURITY_GROUP, "g3", "ssh", Map.of("rules", List.of("ingress IPv4 tcp 22"))));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SECURITY_GROUP_READ, Permission.SECURITY_GROUP_DELETE)),
                null);
        UI.getCurrent().navigate("security-groups/" + ServerBuilder.CLOUD + "/g1");
        until(() -> hasButton("delete"));

        clickDelete();

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("Security groups with rules that allow its servers (1): database. These rules are deleted"
                        + " too.");
    }

    @Test
    void deletedResourceIsShownAsNotFound() {
        open(Permission.VOLUME_DELETE);
        until(() -> hasButton("delete"));

        resources.set(ResourceKind.VOLUME);

        until(() -> find(Paragraph.class)
                .withText("The resource doesn't exist, or you don't have access to it.")
                .exists());
        assertThat(hasButton("delete")).isFalse();
    }

    /** Shows the subnet "lan" with a port of the server "web" and an interface of the router "edge". */
    private void showConnectedSubnet(Permission... permissions) {
        inventory.put(ServerBuilder.named("web").id("s-1").build());
        resources.set(
                ResourceKind.SUBNET,
                resource(ResourceKind.SUBNET, "sub1", "lan", Map.of("network", "n1")),
                resource(ResourceKind.SUBNET, "sub2", "unused", Map.of("network", "n1")));
        resources.set(ResourceKind.ROUTER, resource(ResourceKind.ROUTER, "r1", "edge", Map.of("status", "ACTIVE")));
        resources.set(
                ResourceKind.PORT,
                resource(
                        ResourceKind.PORT,
                        "p1",
                        "",
                        Map.of("fixedIps", List.of("10.0.0.5"), "subnets", List.of("sub1"), "device", "s-1")),
                resource(
                        ResourceKind.PORT,
                        "p2",
                        "",
                        Map.of(
                                "fixedIps", List.of("10.0.0.1"),
                                "subnets", List.of("sub1"),
                                "device", "r1",
                                "router", "r1",
                                "deviceOwner", "network:router_interface")));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Stream.concat(
                                Stream.of(Permission.SERVER_READ, Permission.NETWORK_READ, Permission.ROUTER_READ),
                                Arrays.stream(permissions))
                        .collect(Collectors.toSet())),
                null);
    }

    @Test
    void subnetShowsTheServersAndRoutersThatUseIt() {
        showConnectedSubnet(Permission.NETWORK_DELETE);
        UI.getCurrent().navigate("subnets/" + ServerBuilder.CLOUD.value() + "/sub1");

        until(() -> find(Anchor.class).withText("web").exists()
                && find(Anchor.class).withText("edge").exists()
                && hasButton("delete"));
        test(button("delete")).click();
        until(() ->
                find(Paragraph.class).withText("Routers that use it (1): edge").exists());

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("Ports that use it (2): 10.0.0.5 (web), 10.0.0.1 (edge)");
    }

    @Test
    void routerShowsItsSubnetsAndOnlyTheseCanBeRemoved() {
        showConnectedSubnet(Permission.ROUTER_UPDATE);
        UI.getCurrent().navigate("routers/" + ServerBuilder.CLOUD.value() + "/r1");

        until(() -> find(Anchor.class).withText("lan").exists() && hasButton("remove-interface"));
        assertThat(find(Anchor.class).withText("unused").exists()).isFalse();
        test(button("remove-interface")).click();

        until(() -> find(ComboBox.class)
                .withCondition(box -> "Subnet".equals(box.getLabel()) && box.isEnabled())
                .exists());
        ComboBox<?> subnets = find(ComboBox.class)
                .withCondition(box -> "Subnet".equals(box.getLabel()))
                .single();
        assertThat(subnets.getListDataView().getItems().map(item -> ((ParameterOption) item).name()))
                .containsExactly("lan");
    }

    @Test
    void imageAndFlavorShowTheVisibleServersThatUseThem() {
        inventory.put(ServerBuilder.named("web").id("s-1").build());
        inventory.put(ServerBuilder.named("secret")
                .id("s-2")
                .project(ServerBuilder.RESEARCH)
                .build());
        resources.set(ResourceKind.IMAGE, resource(ResourceKind.IMAGE, "i-1", "debian-13", Map.of()));
        resources.set(ResourceKind.FLAVOR, resource(ResourceKind.FLAVOR, "f-1", "m1.small", Map.of()));
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SERVER_READ, Permission.IMAGE_READ, Permission.SERVER_CREATE)),
                null);

        for (String path : List.of("images/lab/i-1", "flavors/lab/f-1")) {
            UI.getCurrent().navigate(path);
            until(() -> find(Anchor.class).withText("web").exists());
            assertThat(find(Anchor.class).withText("secret").exists()).as(path).isFalse();
        }
    }
}
