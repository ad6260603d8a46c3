package org.stackdeck.ui.accessrequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequest.State;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.resource.FakeResourceInventory;

@ViewPackages(packages = "org.stackdeck.ui")
class ReviewAccessRequestsViewTests extends AccessRequestPageTestBase {

    private static final int WHO = 1;
    private static final int WHAT = 2;
    private static final int REASON = 3;
    private static final int ANSWERS = 6;

    @Autowired
    private FakeGrantService fakeGrantService;

    @Autowired
    private FakeResourceInventory resources;

    @Override
    String viewer() {
        return "ada";
    }

    @Test
    void listsRequestsAndCountsThemInTheNavigation() {
        open(ReviewAccessRequestsView.PATH);
        assertThat(badges()).isEmpty();

        requests.create(mia, restart("web-1", "The <b>shop</b> hangs"));
        told(() -> cells(WHO, "who").size() == 1);

        assertThat(cells(WHO, "who")).containsExactly("mia");
        assertThat(cells(WHAT, "what")).containsExactly("reboot · web-1 · staff");
        assertThat(cells(REASON, "reason")).containsExactly("The <b>shop</b> hangs");
        assertThat(cells(4, "time")).containsExactly("8 hours");
        assertThat(badges()).containsExactly("1");
    }

    @Test
    void oldestPendingRequestIsFirstAndDecidedRequestsLast() {
        AccessRequest done = requests.create(mia, restart("web-1", "done"));
        requests.decline(bob, done.id(), "no");
        requests.create(mia, restart("web-2", "first"));
        requests.create(mia, RequestedAccess.withoutTarget(WORKDAY, "second"));
        open(ReviewAccessRequestsView.PATH);

        assertThat(cells(REASON, "reason")).containsExactly("first", "second", "done");
        assertThat(cells(ANSWERS, "word")).containsExactly("Pending", "Pending", "Declined");
        assertThat(cells(ANSWERS, "outcome")).containsExactly("", "", "bob: no");
        assertThat(grid().getLitRendererPropertyValue(2, ANSWERS, "open", Boolean.class))
                .isFalse();
    }

    @Test
    void approvalGrantsTheRequestedAccessForTheRequestedTime() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");

        assertThat(given().terms().servers()).isEqualTo(new ResourceSelector.ByIds(Set.of(new ServerId("web-1"))));
        assertThat(given().terms().role().permissions())
                .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_REBOOT);
        assertThat(given().terms().end().orElseThrow())
                .isCloseTo(Instant.now().plus(WORKDAY), within(1, ChronoUnit.MINUTES));
        assertThat(now(accessRequest).state()).isEqualTo(State.APPROVED);
        assertThat(cells(ANSWERS, "word")).containsExactly("Approved");
        assertThat(cells(ANSWERS, "outcome").getFirst()).startsWith("by ada, until ");
        assertThat(toasts()).containsExactly("Access granted to mia");
    }

    @Test
    void secondClickOnTheSameButtonHasNoEffect() {
        requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");

        assertThat(fakeGrantService.listByGrantee(Grantee.of(mia.userId()))).hasSize(1);
        assertThat(toasts()).containsExactly("Access granted to mia");
    }

    @Test
    void approvesWithChangedServersAndEnd() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "change");

        assertThat(note()).isEqualTo("mia requests reboot · web-1 · staff for 8 hours: hangs");
        assertThat(servers().getValue()).extracting(Server::name).containsExactly("web-1");
        servers().setValue(Set.of(inventory.find(ServerBuilder.key("web-2")).orElseThrow()));
        permissions().setValue(Set.of(Permission.SERVER_READ, Permission.SERVER_START));
        LocalDateTime friday =
                LocalDateTime.now(ZoneId.systemDefault()).plusDays(3).truncatedTo(ChronoUnit.MINUTES);
        find(DateTimePicker.class).single().setValue(friday);
        press("Grant access");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(given().terms().servers()).isEqualTo(new ResourceSelector.ByIds(Set.of(new ServerId("web-2"))));
        assertThat(given().terms().role().permissions())
                .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_START);
        assertThat(given().terms().end())
                .contains(friday.atZone(ZoneId.systemDefault()).toInstant());
        assertThat(now(accessRequest).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void freeFormRequestIsApprovedThroughTheDialogOnly() {
        AccessRequest accessRequest =
                requests.create(mia, RequestedAccess.withoutTarget(WORKDAY, "the shop's servers"));
        open(ReviewAccessRequestsView.PATH);
        assertThat(cells(WHAT, "what")).containsExactly("see reason");
        assertThat(grid().getLitRendererPropertyValue(0, ANSWERS, "definite", Boolean.class))
                .isFalse();
        grid().invokeLitRendererFunction(0, ANSWERS, "change");
        assertThat(note()).isEqualTo("mia requests access for 8 hours: the shop's servers");

        press("Grant access");
        assertThat(servers().getErrorMessage()).isEqualTo("Select at least one server.");
        assertThat(now(accessRequest).isOpen()).isTrue();

        servers().setValue(Set.of(inventory.find(ServerBuilder.key("web-1")).orElseThrow()));
        press("Grant access");
        assertThat(now(accessRequest).state()).isEqualTo(State.APPROVED);
        assertThat(given().terms().servers()).isEqualTo(new ResourceSelector.ByIds(Set.of(new ServerId("web-1"))));
    }

    @Test
    void requestOfAUserWhoBecameAnAdministratorIsApprovedThroughTheDialog() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        directory.add("mia", User.State.ACTIVE, User.Role.ADMINISTRATOR);
        open(ReviewAccessRequestsView.PATH);

        grid().invokeLitRendererFunction(0, ANSWERS, "change");
        press("Grant access");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(now(accessRequest).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void declineDialogShowsTheRequestAndRequiresAReason() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "refuse");
        assertThat(note()).isEqualTo("mia requests reboot · web-1 · staff for 8 hours: hangs");
        TextArea reason = area("Reason");

        test(reason).setValue(" \n ");
        press("Decline");
        assertThat(reason.getErrorMessage()).isEqualTo("Enter a reason of at most 500 characters.");
        assertThat(now(accessRequest).isOpen()).isTrue();

        test(reason).setValue(" Ask the <i>owner</i> ");
        press("Decline");
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(now(accessRequest).decision())
                .isNotNull()
                .satisfies(
                        requestDecision -> assertThat(requestDecision.reason()).isEqualTo("Ask the <i>owner</i>"));
        assertThat(cells(ANSWERS, "outcome")).containsExactly("ada: Ask the <i>owner</i>");
        assertThat(fakeGrantService.list()).isEmpty();
    }

    @Test
    void grantDialogShowsTheNewNameOfAServerRenamedSinceThePageWasLoaded() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        requests.setCurrentNames(accessRequest.id(), Map.of(new ServerId("web-1"), "database"));

        grid().invokeLitRendererFunction(0, ANSWERS, "change");

        assertThat(note()).contains("database (requested as web-1)");
    }

    /** Lists without viewers are not polled: a requester could have renamed the volume since. */
    @Test
    void currentNameOfAVolumeIsLoadedForThePageAndCheckedInTheBackground() {
        AccessRequest accessRequest = requests.create(mia, deleteVolume());
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        requests.duringLoadOfNames(() -> {
            threads.add(Thread.currentThread());
            requests.setCurrentNames(accessRequest.id(), Map.of(new ServerId("v1"), "backup"));
        });
        open(ReviewAccessRequestsView.PATH);
        await().pollInSameThread().until(() -> {
            roundTrip();
            return cells(WHAT, "what").getFirst().contains("backup");
        });

        grid().invokeLitRendererFunction(0, ANSWERS, "approve");
        awaitToast();
        assertThat(toasts()).singleElement().asString().contains("is now called backup");
        assertThat(now(accessRequest).isOpen()).isTrue();
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void requestForAVolumeIsApprovedInTheBackground() {
        AccessRequest accessRequest = requests.create(mia, deleteVolume());
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");
        awaitToast();

        assertThat(toasts()).containsExactly("Access granted to mia");
        assertThat(now(accessRequest).state()).isEqualTo(State.APPROVED);
        assertThat(cells(ANSWERS, "word")).containsExactly("Approved");
    }

    private RequestedAccess deleteVolume() {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME, ServerBuilder.CLOUD, "v1", ServerBuilder.STAFF, "data", false, Map.of()));
        return RequestedAccess.of(
                new AccessRequestTarget(
                        ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.VOLUME, Set.of(new ServerId("v1"))),
                Set.of(Permission.VOLUME_DELETE),
                WORKDAY,
                "It is old");
    }

    private void awaitToast() {
        await().pollInSameThread().until(() -> {
            roundTrip();
            return !toasts().isEmpty();
        });
    }

    @Test
    void approvalIsRefusedForAServerThatIsNotListed() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        requests.setCurrentNames(accessRequest.id(), Map.of());
        open(ReviewAccessRequestsView.PATH);

        grid().invokeLitRendererFunction(0, ANSWERS, "approve");

        assertThat(toasts())
                .singleElement()
                .asString()
                .contains("Stackdeck does not list web-1 in the request, so its name can't be compared.");
        assertThat(now(accessRequest).isOpen()).isTrue();
    }

    @Test
    void concurrentDecisionNamesTheOtherReviewer() {
        AccessRequest first = requests.create(mia, restart("web-1", "one"));
        AccessRequest second = requests.create(mia, restart("web-2", "two"));
        open(ReviewAccessRequestsView.PATH);
        requests.decline(bob, first.id(), "Not today");
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");
        assertThat(toasts()).containsExactly("This request is no longer openDeclined: bob: Not today");
        assertThat(cells(REASON, "reason")).containsExactly("two", "one");

        grid().invokeLitRendererFunction(0, ANSWERS, "refuse");
        test(area("Reason")).setValue("late");
        requests.approve(bob, second.id());
        press("Decline");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(toasts()).last().asString().startsWith("This request is no longer openApproved: by bob, until ");
        assertThat(now(second).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void decisionFromAnotherWindowIsReportedAsConcurrent() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "one"));
        open(ReviewAccessRequestsView.PATH);
        requests.decline(ada, accessRequest.id(), "Not today");
        grid().invokeLitRendererFunction(0, ANSWERS, "approve");

        assertThat(toasts()).containsExactly("This request is no longer openDeclined: ada: Not today");
    }

    @Test
    void endedRequestIsReportedAndGrantsNothing() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        AccessRequest old = requests.create(mia, restart("web-2", "long ago"));
        open(ReviewAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ANSWERS, "change");
        requests.close(accessRequest.id(), State.LAPSED);
        requests.close(old.id(), State.EXPIRED);
        press("Grant access");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(toasts())
                .containsExactly("This request is no longer open"
                        + "Closed: The account was disabled, or the user is now an administrator.");
        assertThat(fakeGrantService.list()).isEmpty();
        assertThat(cells(ANSWERS, "word")).containsExactlyInAnyOrder("Closed", "Expired");
    }

    @Test
    void demotedReviewerCannotDecideAndSeesNoNewRequests() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "hangs"));
        open(ReviewAccessRequestsView.PATH);
        directory.add("ada", User.State.ACTIVE, User.Role.MEMBER);

        assertThatThrownBy(() -> grid().invokeLitRendererFunction(0, ANSWERS, "approve"))
                .isInstanceOf(NotAdministratorException.class);
        requests.create(mia, restart("web-2", "secret"));
        toldInVain();

        assertThat(now(accessRequest).isOpen()).isTrue();
        assertThat(fakeGrantService.list()).isEmpty();
        assertThat(cells(REASON, "reason")).containsExactly("hangs");
    }

    private Grant given() {
        List<Grant> grants = fakeGrantService.listByGrantee(Grantee.of(mia.userId()));
        assertThat(grants).hasSize(1);
        return grants.getFirst();
    }

    private List<String> badges() {
        return find(Span.class).withClassName("badge").all().stream()
                .filter(badge -> badge.isVisible())
                .map(Span::getText)
                .toList();
    }

    private String note() {
        return find(Paragraph.class).withClassName("asked-for").single().getText();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Server> servers() {
        return find(MultiSelectComboBox.class).withCaption("Servers").single();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<Permission> permissions() {
        return find(CheckboxGroup.class).single();
    }
}
