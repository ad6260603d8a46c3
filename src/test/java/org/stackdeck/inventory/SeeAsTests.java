package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.MovableClock;

class SeeAsTests {

    private final FakeAccess access = new FakeAccess(new MovableClock(Instant.parse("2026-03-01T12:00:00Z")));
    private final FakeInventory inventory = new FakeInventory(access);
    private final FakeDirectory directory = new FakeDirectory();
    private final RecordedAudit audit = new RecordedAudit();
    private final SeeAs seeAs = FakeSeeAs.of(inventory, access, directory, audit);
    private final User ada = directory.administrator("ada");
    private final User mia = directory.member("mia");
    private final Caller caller = FakeDirectory.caller(ada);

    @BeforeEach
    void grantMiaOneOfTwoServers() {
        access.administrator(ada.id());
        access.grant(mia.id(), AServer.STAFF, Role.VIEWER, null);
        inventory.put(
                AServer.named("web").host("compute-1").build(),
                AServer.named("db").in(AServer.RESEARCH).build());
    }

    @Test
    void showsTheServersVisibleToTheUser() {
        OthersView theirs = open("mia");

        assertThat(theirs.look().servers().values()).singleElement().satisfies(server -> {
            assertThat(server.id()).isEqualTo(new ServerId("web"));
            assertThat(server.host()).isNull();
        });
        assertThat(inventory.looks()).containsExactly(mia.id());
        assertThat(theirs.person().user()).isEqualTo(mia);
        assertThat(theirs.person().subject()).isEqualTo(access.subject(mia.id()));
    }

    @Test
    void openIsAuditedOnce() {
        OthersView theirs = open("mia");
        theirs.watch(_ -> {});
        theirs.look();
        theirs.person();
        inventory.put(AServer.named("web").status(ServerStatus.SHUTOFF).build());

        assertThat(audit.entries()).singleElement().satisfies(entry -> {
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
        Caller member = FakeDirectory.caller(mia);

        for (String name : List.of("ada", "mia", "nobody")) {
            assertThatExceptionOfType(NotAdministratorException.class)
                    .isThrownBy(() -> seeAs.open(member, new UserName(name)));
        }

        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("mia", "user.see-as", "ada", AuditEntry.Result.REFUSED),
                        tuple("mia", "user.see-as", "mia", AuditEntry.Result.REFUSED),
                        tuple("mia", "user.see-as", "nobody", AuditEntry.Result.REFUSED));
        assertThat(inventory.looks()).isEmpty();
    }

    @Test
    void openWithAnUnknownNameThrows() {
        assertThatExceptionOfType(UnknownUserException.class).isThrownBy(() -> open("nobody"));

        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void inactiveUserSeesNoServers() {
        directory.put("tom", User.State.PENDING, User.Role.MEMBER);

        OthersView theirs = open("tom");

        assertThat(theirs.look().servers()).isEmpty();
        assertThat(theirs.person().user().state()).isEqualTo(User.State.PENDING);
        assertThat(theirs.person().subject().active()).isFalse();
        assertThat(audit.actions()).containsExactly("user.see-as");
    }

    @Test
    void revokedGrantRemovesItsServers() {
        List<View> told = new ArrayList<>();
        open("mia").watch(told::add);

        access.revokeAll(mia.id());
        inventory.refilter();

        assertThat(told.getFirst().servers().values()).extracting(Server::id).containsExactly(new ServerId("web"));
        assertThat(told.getLast().servers()).isEmpty();
        assertThat(told.getLast().delta().removed()).containsExactly(AServer.key("web"));
    }

    @Test
    void formerAdministratorReceivesNothing() {
        OthersView theirs = open("mia");
        List<View> told = new ArrayList<>();
        theirs.watch(told::add);
        told.clear();

        directory.put("ada", User.State.ACTIVE, User.Role.MEMBER);
        access.revokeAll(ada.id());
        inventory.put(AServer.named("web").status(ServerStatus.SHUTOFF).build());

        assertThat(told).isEmpty();
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(theirs::look);
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(theirs::person);

        access.administrator(ada.id());
        inventory.put(AServer.named("web").build());
        assertThat(told).isEmpty();
    }

    private OthersView open(String name) {
        return seeAs.open(caller, new UserName(name));
    }
}
