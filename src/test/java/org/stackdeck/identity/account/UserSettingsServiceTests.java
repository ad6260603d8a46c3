package org.stackdeck.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.setup.AdministratorSetupService;

@ApplicationTest
class UserSettingsServiceTests {

    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private UserSettingsService userSettingsService;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            initialSetupService.complete(
                    "LET ME-set-up", ROOT.value(), "a quiet river bends", "192.0.2.2", Caller.Channel.REST);
        }
    }

    @Test
    void displayNameChangeIsStoredAndAudited() {
        userSettingsService.changeDisplayName(root(), "  Ada\tLovelace ");

        assertThat(userDirectory.find(ROOT)).get().extracting(User::displayName).isEqualTo("Ada Lovelace");
        assertThat(AuditTrailReader.newest(database, 0, 1).getFirst().entry())
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("user.rename"))
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo(AuditDetail.of("name", "Ada Lovelace")));
    }

    @Test
    void emptyDisplayNameBecomesTheUserName() {
        assertThat(userSettingsService.changeDisplayName(root(), " ").displayName())
                .isEqualTo(ROOT.value());
    }

    @Test
    void tooLongDisplayNameIsRefused() {
        assertThatThrownBy(() -> userSettingsService.changeDisplayName(root(), "x".repeat(101)))
                .isInstanceOf(InvalidInputException.class);
    }

    private Caller root() {
        User root = userDirectory.find(ROOT).orElseThrow();
        return new Caller(root.id(), root.name(), "192.0.2.2", Caller.Channel.UI);
    }
}
