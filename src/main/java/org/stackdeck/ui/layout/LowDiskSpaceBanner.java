package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.platform.DataDirectorySpaceMonitor;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Banner that warns administrators about low free space in the data directory. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class LowDiskSpaceBanner extends Div {

    private final transient DataDirectorySpaceMonitor monitor;

    LowDiskSpaceBanner(DataDirectorySpaceMonitor monitor) {
        this.monitor = monitor;
        String warning =
                Messages.current().text("app.low-space", monitor.directory().toString());
        addClassName("banners");
        Div banner = StyledElements.div("banner", new SpriteIcon("warn"), new Span(warning));
        banner.getElement().setAttribute("role", "status");
        add(banner);
        setVisible(false);
    }

    void update(EffectivePermissions effectivePermissions) {
        setVisible(effectivePermissions.isAdministrator() && monitor.isLow());
    }
}
