package org.stackdeck.ui.launch;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.i18n.Messages;

/**
 * Link to the launch page, styled as a button. The link is hidden from users who may not launch servers in any project.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class LaunchButton extends Composite<Anchor> {

    private final transient Clouds clouds;
    private final transient ViewerPermissions viewerPermissions;

    LaunchButton(Clouds clouds, ViewerPermissions viewerPermissions) {
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
        String label = Messages.current().text("launch.button");
        Anchor link = getContent();
        link.setHref(LaunchRoutes.PATH);
        link.addClassNames("button", "primary", "launch-way");
        link.add(new SpriteIcon("plus", "i i-s"), new Span(label));
        link.setAriaLabel(label);
        link.setTitle(label);
    }

    /** Sets the cloud and the project that the launch page selects. Null selects none. */
    public void setScope(@Nullable String cloud, @Nullable String project) {
        getContent().setHref(LaunchRoutes.path(cloud, project));
    }

    /** Updates the visibility after the permissions or the projects have changed. */
    public void refresh() {
        setVisible(isOffered(clouds, viewerPermissions.effectivePermissions()));
    }

    /** Returns whether the user may launch servers in at least one project. */
    public static boolean isOffered(Clouds clouds, EffectivePermissions effectivePermissions) {
        return clouds.projects().stream()
                .anyMatch(project -> effectivePermissions.mayCreateSomeServer(project.cloud(), project.id()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
    }
}
