package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonationService.ImpersonatedInventory;
import org.stackdeck.platform.MutableClock;

class ImpersonationServiceTests {

    private final FakeAccessDecisionService fakeAccessDecisionService =
            new FakeAccessDecisionService(new MutableClock(Instant.parse("2026-03-01T12:00:00Z")));
    private final FakeInventory inventory = new FakeInventory(fakeAccessDecisionService);
    private final FakeUserDirectory directory = new FakeUserDirectory();
    private final FakeAuditTrail trail = new FakeAuditTrail();
    private final ImpersonationService impersonationService =
            TestImpersonationServices.of(inventory, fakeAccessDecisionService, directory, trail);
    private final User ada = directory.administrator("ada");
    private final User mia = directory.member("mia");
    private final Caller caller = FakeUserDirectory.caller(ada);

    @BeforeEach
    void grantMiaOneOfTwoServers() {
        fakeAccessDecisionService.administrator(ada.id());
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("web").host("compute-1").build(),
                ServerBuilder.named("db").project(ServerBuilder.RESEARCH).build());
    }

    @Test
    void showsTheServersVisibleToTheUser() {
        ImpersonatedInventory theirs = open("mia");

        assertThat(theirs.current().servers().values()).singleElement().satisfies(server -> {
            assertThat(server.id()).isEqualTo(new ServerId("web"));
            assertThat(server.host()).isNull();
        });
        assertThat(inventory.queriedUsers()).containsExactly(mia.id());
        assertThat(theirs.userRights().user()).isEqualTo(mia);
        assertThat(theirs.userRights().subject()).isEqualTo(fakeAccessDecisionService.subject(mia.id()));
    }

    @Test
    void openIsAuditedOnce() {
        ImpersonatedInventory theirs = open("mia");
        theirs.subscribe(_ -> {});
        theirs.current();
        theirs.userRights();
        inventory.put(ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build());

        assertThat(trail.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ada");
            assertThat(entry.action()).isEqualTo("user.see-as");
            assertThat(entry.objectType()).isEqualTo("user");
            assertThat(entry.objectId()).isEqualTo(mia.id().toString());
            assertThat(entry.objectName()).isEqualTo("mia");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
        });
    }

    @Test
    void openIsReservedForAdministrators() {
        Caller member = FakeUserDirectory.caller(mia);

        for (String name : List.of("ada", "mia", "nobody")) {
            assertThatExceptionOfType(NotAdministratorException.class)
                    .isThrownBy(() -> impersonationService.open(member, new UserName(name)));
        }

        assertThat(trail.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("mia", "user.see-as", "ada", AuditEntry.Result.REFUSED),
                        tuple("mia", "user.see-as", "mia", AuditEntry.Result.REFUSED),
                        tuple("mia", "user.see-as", "nobody", AuditEntry.Result.REFUSED));
        assertThat(inventory.queriedUsers()).isEmpty();
    }

    @Test
    void openWithAnUnknownNameThrows() {
        assertThatExceptionOfType(UnknownUserException.class).isThrownBy(() -> open("nobody"));

        assertThat(trail.entries()).isEmpty();
    }

    @Test
    void inactiveUserSeesNoServers() {
        directory.add("tom", User.State.PENDING, User.Role.MEMBER);

        ImpersonatedInventory theirs = open("tom");

        assertThat(theirs.current().servers()).isEmpty();
        assertThat(theirs.userRights().user().state()).isEqualTo(User.State.PENDING);
        assertThat(theirs.userRights().subject().active()).isFalse();
        assertThat(trail.actions()).containsExactly("user.see-as");
    }

    @Test
    void revokedGrantRemovesItsServers() {
        List<VisibleServersUpdate> inventoryUpdates = new ArrayList<>();
        open("mia").subscribe(inventoryUpdates::add);

        fakeAccessDecisionService.revokeAll(mia.id());
        inventory.notifySubscribers();

        assertThat(inventoryUpdates.getFirst().servers().values())
                .extracting(Server::id)
                .containsExactly(new ServerId("web"));
        assertThat(inventoryUpdates.getLast().servers()).isEmpty();
        assertThat(inventoryUpdates.getLast().delta().removed()).containsExactly(ServerBuilder.key("web"));
    }

    @Test
    void formerAdministratorReceivesNothing() {
        ImpersonatedInventory theirs = open("mia");
        List<VisibleServersUpdate> inventoryUpdates = new ArrayList<>();
        theirs.subscribe(inventoryUpdates::add);
        inventoryUpdates.clear();

        directory.add("ada", User.State.ACTIVE, User.Role.MEMBER);
        fakeAccessDecisionService.revokeAll(ada.id());
        inventory.put(ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build());

        assertThat(inventoryUpdates).isEmpty();
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(theirs::current);
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(theirs::userRights);

        fakeAccessDecisionService.administrator(ada.id());
        inventory.put(ServerBuilder.named("web").build());
        assertThat(inventoryUpdates).isEmpty();
    }

    private ImpersonatedInventory open(String name) {
        return impersonationService.open(caller, new UserName(name));
    }
}
