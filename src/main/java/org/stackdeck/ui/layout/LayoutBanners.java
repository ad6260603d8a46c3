package org.stackdeck.ui.layout;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** Banners above the content of each page. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
record LayoutBanners(
        UnseenSecurityNoticeBanner notices, LowDiskSpaceBanner lowSpace, FirstStepsBannerContainer firstSteps) {}
