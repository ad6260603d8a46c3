package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.servers.TestOperationBuilder;

/** Tests that screen readers announce the end of the viewer's operations. */
class AnnouncementTests extends AdministratorPageTestBase {

    @Autowired
    private Clock clock;

    @Test
    void endOfAnOwnOperationIsAnnouncedPolitely() {
        OperationsFooterBar bar = open();
        TestOperationBuilder stop = own("web-01");

        bar.applyUpdates(List.of(stop.running()));
        assertThat(announcement()).isNull();
        bar.applyUpdates(List.of(stop.succeeded()));

        assertThat(announcement()).endsWith("web-01: done");
        assertThat(find(OperationEndAnnouncer.class).single().getElement().getAttribute("role"))
                .isEqualTo("status");
    }

    @Test
    void targetWithoutANameIsAnnouncedByItsId() {
        OperationsFooterBar bar = open();

        bar.applyUpdates(List.of(own(" ").at(clock.instant()).withoutServer(Operation.State.SUCCEEDED)));

        assertThat(announcement()).contains("new-").endsWith(": done");
    }

    @Test
    void manyEndsAreAnnouncedAsOneNumber() {
        OperationsFooterBar bar = open();
        List<TestOperationBuilder> stops =
                Stream.of("web-01", "web-02", "web-03").map(this::own).toList();
        bar.applyUpdates(stops.stream().map(TestOperationBuilder::running).toList());

        bar.applyUpdates(List.of(stops.get(0).succeeded()));
        bar.applyUpdates(List.of(stops.get(1).succeeded(), stops.get(2).succeeded()));

        assertThat(announcement()).isEqualTo("3 operations are done");
    }

    @Test
    void operationThatEndedBeforeThePageOpenedIsNotAnnounced() {
        OperationsFooterBar bar = open();

        bar.applyUpdates(List.of(own("web-01").succeeded()));

        assertThat(announcement()).isNull();
    }

    @Test
    void operationThatWasAcceptedAndEndedSinceTheLastPushIsAnnouncedOnce() {
        OperationsFooterBar bar = open();
        Operation ended = own("web-01").at(clock.instant()).succeeded();

        bar.applyUpdates(List.of(ended));
        assertThat(announcement()).endsWith("web-01: done");

        bar.applyUpdates(List.of(ended));
        assertThat(announcement()).endsWith("web-01: done");
    }

    @Test
    void operationOfAnotherUserIsNotAnnounced() {
        OperationsFooterBar bar = open();
        TestOperationBuilder stop =
                TestOperationBuilder.of(ServerAction.STOP, "web-01").byAna();

        bar.applyUpdates(List.of(stop.running()));
        bar.applyUpdates(List.of(stop.succeeded()));

        assertThat(announcement()).isNull();
    }

    private TestOperationBuilder own(String server) {
        return TestOperationBuilder.of(ServerAction.STOP, server).by(ada.userId());
    }

    private OperationsFooterBar open() {
        UI.getCurrent().navigate("operations");
        roundTrip();
        return find(OperationsFooterBar.class).single();
    }

    private @Nullable String announcement() {
        return find(OperationEndAnnouncer.class).single().getElement().getAttribute(OperationEndAnnouncer.TEXT);
    }
}
