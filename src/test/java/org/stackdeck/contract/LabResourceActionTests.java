package org.stackdeck.contract;

import org.stackdeck.product.OnLab;

@OnLab
class LabResourceActionTests extends ResourceActionContract {}
