package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.preview.MemberPageTestBase;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.push.UiPushProperties;
import org.stackdeck.ui.servers.TestOperationBuilder;

class OperationsFeedTests extends MemberPageTestBase {

    @Autowired
    private ApplicationContext context;

    /** Even a push without content would reveal when other users act. */
    @Test
    void operationsThatTheViewerMayNotSeeCauseNoUpdate() {
        RecordingUiPush uiPush = new RecordingUiPush();
        feed(uiPush).subscribe(UI.getCurrent(), part(), 10, LISTENER);
        Operation hidden =
                TestOperationBuilder.of(ServerAction.STOP, "web").byAna().waiting();
        Operation own =
                TestOperationBuilder.of(ServerAction.STOP, "db").by(mia.id()).waiting();
        operations.add(hidden);
        operations.add(own);

        operations.setState(hidden.id(), Operation.State.RUNNING, null);
        operations.setState(own.id(), Operation.State.RUNNING, null);
        operations.setState(hidden.id(), Operation.State.SUCCEEDED, null);

        assertThat(uiPush.updates)
                .singleElement()
                .isInstanceOfSatisfying(
                        Operation.class, operation -> assertThat(operation.id()).isEqualTo(own.id()));
    }

    /** After an exception, the page has no subscription that it could close. */
    @Test
    void subscriptionThatFailsIsClosed() {
        RecordingUiPush uiPush = new RecordingUiPush();
        OperationsFeed.Listener failing = new OperationsFeed.Listener() {
            @Override
            public void addMissing(List<Operation> recent) {
                throw new IllegalStateException("database is down");
            }

            @Override
            public void applyUpdates(List<Operation> news) {}

            @Override
            public void applyVisibility(Function<Operation, Optional<Operation>> visible) {}
        };
        assertThatThrownBy(() -> feed(uiPush).subscribe(UI.getCurrent(), part(), 10, failing))
                .isInstanceOf(IllegalStateException.class);

        Operation own =
                TestOperationBuilder.of(ServerAction.STOP, "db").by(mia.id()).waiting();
        operations.add(own);
        operations.setState(own.id(), Operation.State.RUNNING, null);

        assertThat(uiPush.updates).isEmpty();
    }

    private OperationsFeed feed(UiPush uiPush) {
        return new OperationsFeed(
                operations,
                context.getBean(ViewerPermissions.class),
                context.getBean(CurrentUser.class),
                uiPush,
                context.getBean(RerunActionSelector.class),
                context.getBean(SoftDeletedServerLookup.class),
                context.getBean(ActionDurationEstimator.class));
    }

    private static Span part() {
        Span part = new Span();
        UI.getCurrent().add(part);
        return part;
    }

    private static final OperationsFeed.Listener LISTENER = new OperationsFeed.Listener() {
        @Override
        public void addMissing(List<Operation> recent) {}

        @Override
        public void applyUpdates(List<Operation> news) {}

        @Override
        public void applyVisibility(Function<Operation, Optional<Operation>> visible) {}
    };

    /** Records updates instead of pushing them to the page. */
    private static final class RecordingUiPush extends UiPush {

        private final List<Object> updates = new CopyOnWriteArrayList<>();

        RecordingUiPush() {
            super(new UiPushProperties(Duration.ZERO));
        }

        @Override
        public <T, K> Consumer<T> latestPerKey(UI ui, Component part, Function<T, K> key, Consumer<List<T>> handler) {
            return updates::add;
        }
    }
}
