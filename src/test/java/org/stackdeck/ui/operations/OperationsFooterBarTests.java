package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.TestOperationBuilder;

class OperationsFooterBarTests extends AdministratorPageTestBase {

    @Autowired
    private BeanFactory beans;

    @Autowired
    private UiPush uiPush;

    @Test
    void failureDisappearsAfterItsDisplayTimeWithoutAnotherEvent() {
        Duration remaining = Duration.ofMillis(50);
        MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
        OperationsFooterBar bar = new OperationsFooterBar(beans.getBean(OperationsFeed.class), uiPush, clock);
        UI.getCurrent().add(bar);
        clock.advance(OperationsBarModel.FAILURE_DISPLAY_TIME.minus(remaining));
        bar.applyUpdates(
                List.of(TestOperationBuilder.of(ServerAction.STOP, "web-01").failed()));
        assertThat(text(bar)).contains("web-01");

        clock.advance(remaining);

        until(() -> !text(bar).contains("web-01"));
    }

    private static String text(OperationsFooterBar bar) {
        return bar.getElement().getTextRecursively();
    }
}
