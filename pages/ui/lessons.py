"""What the descent page shows in one click: a name for each lesson, and its link."""

LESSONS = {
    "slow": "walkers=gd:0.01",
    "good": "",
    "swing": "walkers=gd:1",
    "explode": "walkers=gd:10&grad=numeric",
    "freeze": "walkers=gd:1e-10",
    "valley": "surface=quadratic&kappa=100&x0=-4&x1=-1&walkers=gd:0.018;momentum:0.01:0.8",
    "saddle": "surface=saddle&x0=-1.5&x1=1e-06&walkers=gd:0.05;momentum:0.05;rmsprop:0.05;adam:0.05&steps=80",
    "basins": "surface=himmelblau&x0=-1&x1=0&walkers=momentum:0.01&steps=100&basin=1",
    "starts": "surface=rastrigin&walkers=gd:0.002@-3.3,2.7;gd:0.002@0.4,-0.3;gd:0.002@3.4,3.4;gd:0.002@-1.7,-3.6",
}
