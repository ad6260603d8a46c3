package org.stackdeck.ui.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.identity.audit.FakeAuditReviewService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

class AuditViewTests extends AdministratorPageTestBase {

    @Autowired
    private ReauthenticationHandler handler;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private AdminChangeNotifier notifier;

    @Autowired
    private UiPush uiPush;

    @Test
    void searchWhoseFirstEntryIsFoundInTimeButNotItsFirstPageIsReportedAsTooLong() {
        AuditEntry entry = ada.auditEntry("server.stop", "server", "s1", "web-1", AuditEntry.Result.SUCCESS, null);
        AuditView view = new AuditView(
                new FakeAuditReviewService(new NumberedAuditEntry(7, Instant.EPOCH, entry)),
                directory,
                handler,
                currentUser,
                notifier,
                uiPush,
                Clock.systemUTC());
        UI.getCurrent().add(view);
        Grid<?> grid = find(Grid.class, view).single();
        grid.getDataCommunicator().setViewportRange(0, 50);
        roundTrip();

        assertThat(find(H2.class, view).single().getText()).isEqualTo("The search took too long");
        assertThat(grid.getElement().hasAttribute("hidden")).isTrue();
    }
}
